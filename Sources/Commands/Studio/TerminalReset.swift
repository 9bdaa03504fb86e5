import ArgumentParser
import Domain

/// `atelier reset`: when a connection is cut while the studio is open, nobody can tell the terminal that the mouse types
/// letters, pastes come in brackets and the cursor is hidden. This switches all of it off and clears nothing.
struct TerminalReset: Verb {
    static let configuration = CommandConfiguration.verb(
        "reset", "Put a terminal right that was left in the studio's modes.", example: "atelier reset")

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard let studio = session.studio else { throw StudioOpen.noStudio }
        try session.console.write(studio.resetSequence)
        return .nothing
    }
}
