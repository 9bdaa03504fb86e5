import ArgumentParser
import Client
import ControlAPI
import Domain

struct EventList: Verb {
    static let configuration = CommandConfiguration.verb(
        "events", "Tell what happened: every change, who made it and when.",
        example: "atelier events --after 100 --follow")

    @Option(help: "Only what came after this sequence number.")
    var after: Int64 = 0
    @Flag(name: .shortAndLong, help: "Go on with what happens next, a line an event.")
    var follow = false
    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        let engine = try session.engine()
        guard follow else {
            var events: [JSONValue] = []
            try await engine.events(after: after, follow: false) { events.append($0.presentation) }
            return Answer(.array(events), columns: Event.columns)
        }
        let (after, asJSON) = (after, global.output == .json || global.output == .jsonc)
        do {
            try await Interruption.cancelling {
                try await engine.events(after: after, follow: true) { event in
                    let line = asJSON ? event.presentation.compactText : event.line
                    try session.console.write((session.console.outputIsTerminal ? line.neutralised : line) + "\n")
                }
            }
        } catch is Interruption.Interrupted {
            // Ctrl-C is how following ends.
        }
        return .nothing
    }
}
