import ArgumentParser
import Domain

/// `atelier reset`: for a terminal whose connection was cut while the studio was open.
struct TerminalReset: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Put a terminal right that was left in the studio's modes.",
        discussion: """
            When a connection is cut while the studio is open, nobody can tell your terminal: the mouse types letters, \
            pastes come in brackets, the cursor is hidden. This switches all of it off and clears nothing.

            Example:
              atelier reset
            """)

    func run() async throws {
        guard let session = Session.current, let studio = session.studio else { throw StudioOpen.noStudio }
        try session.console.write(studio.resetSequence)
    }
}
