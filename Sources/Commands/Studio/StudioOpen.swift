import ArgumentParser
import Client
import Domain

/// `atelier studio`, and `atelier` alone.
struct StudioOpen: Verb {
    static let configuration = CommandConfiguration.verb(
        "studio", "Open the terminal studio: jobs, logs, metrics, models, endpoints and compute at a glance.",
        example: "atelier studio --read-only")

    @Flag(help: "Look, and change nothing.")
    var readOnly = false
    @Flag(help: "Show an imagined box that needs no engine; try every key on it.")
    var demo = false
    @Flag(help: "Print the dashboard once as lines of text, as when the output is no terminal, and leave.")
    var plain = false
    @Flag(help: "Draw with seven-bit characters only.")
    var ascii = false
    @Flag(help: "Print every action with its keys as a keymap file, and leave.")
    var printKeymap = false
    @Option(help: "How many colours: mono, sixteen, palette (256) or direct.")
    var colours: StudioColours?
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard let studio = session.studio else { throw Self.noStudio }
        guard !printKeymap else {
            try session.console.write(studio.keymapText)
            return .nothing
        }
        let isDrawn = !plain && session.console.outputIsTerminal
        if isDrawn { try studio.check(environment: session.environment) }
        let name = global.workspaceName ?? session.environment["ATELIER_WORKSPACE"] ?? Workspace.defaultName.rawValue
        if !demo { try session.door.start() }
        let request = StudioRequest(
            engine: demo ? nil : session.door.connection(), startEngine: { try session.door.start() },
            workspace: WorkspaceName(name), environment: session.environment, location: session.location,
            isReadOnly: readOnly, isASCII: ascii, colours: colours)
        if isDrawn {
            try await studio.open(request)
        } else {
            try session.console.write(try await studio.plainText(request))
        }
        return .nothing
    }

    static let noStudio = AtelierError(.unsupported, "this program has no studio", hint: "install Atelier whole")
}

extension StudioColours: ExpressibleByArgument {}
