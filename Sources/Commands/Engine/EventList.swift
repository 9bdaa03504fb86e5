import ArgumentParser
import Client
import ControlAPI
import Domain

struct EventList: Verb {
    static let configuration = CommandConfiguration.verb(
        "events", "Tell what happened: every change, who made it and when.",
        example: "atelier events --kind job.failed,compute. --since -2h --follow")

    @Option(help: "Only what came after this sequence number.")
    var after: Int64 = 0
    @Option(help: "Only these kinds, with commas between: job.failed, or job. for all that begin so.")
    var kind: String?
    @Option(help: ArgumentHelp("Only what is about this: job/NAME, endpoint/NAME, or a kind alone.", valueName: "kind/name"))
    var resource: String?
    @Option(help: ArgumentHelp("Only what this person did, or the engine.", valueName: "person"))
    var by: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("From this time on: 2026-01-31T12:00Z, 12:00 or -2h.", valueName: "time"))
    var since: String?
    @Option(parsing: .unconditional, help: ArgumentHelp("Before this time.", valueName: "time"))
    var until: String?
    @Option(name: [.customShort("r"), .long], help: "At most so many, the newest.")
    var maxResults: Int?
    @Flag(name: .shortAndLong, help: "Go on with what happens next, a line an event.")
    var follow = false
    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        let filter = try filter(in: session)
        let engine = try session.engine()
        guard follow else {
            var events: [JSONValue] = []
            try await engine.events(after: after, matching: filter, follow: false) { events.append($0.presentation) }
            return Answer(.array(events), columns: Event.columns)
        }
        let (after, asJSON) = (after, global.output == .json || global.output == .jsonc)
        do {
            try await Interruption.cancelling {
                try await engine.events(after: after, matching: filter, follow: true) { event in
                    let line = asJSON ? event.presentation.compactText : event.line
                    try session.console.write((session.console.outputIsTerminal ? line.neutralised : line) + "\n")
                }
            }
        } catch is Interruption.Interrupted {
            // Ctrl-C is how following ends.
        }
        return .nothing
    }

    private func filter(in session: Session) throws -> EventFilter {
        if follow, until != nil {
            throw AtelierError(.invalidArgument, "--follow has no end, and --until is one", hint: "leave one of them out")
        }
        if let maxResults, maxResults < 1 {
            throw AtelierError(.invalidArgument, "--max-results \(maxResults) shows nothing", hint: "use 1 or more")
        }
        let kinds = kind?.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty } ?? []
        if let kind, kinds.isEmpty || kinds.contains(where: { !$0.contains(".") }) {
            throw AtelierError(
                .invalidArgument, "'\(kind.neutralised)' after --kind names no kind of event",
                hint: "write job.failed, or job. for all about jobs")
        }
        let parts = resource?.split(separator: "/", maxSplits: 1).map(String.init) ?? []
        let now = session.now()
        return EventFilter(
            kinds: kinds, resourceKind: parts.first, resourceName: parts.count > 1 ? parts[1] : nil,
            workspace: global.workspaceName.map { WorkspaceName($0) }, person: by,
            since: try since.map { try Moment.parse($0, flag: "--since", now: now) },
            until: try until.map { try Moment.parse($0, flag: "--until", now: now) }, newest: maxResults)
    }
}
