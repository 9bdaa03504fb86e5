import ArgumentParser
import ControlAPI
import Domain

struct Undo: Verb {
    static let configuration = CommandConfiguration.verb(
        "undo", "Take back the last change of yours that can be: traffic, tags, archiving, limits.",
        example: "atelier undo --event 42")

    @Option(help: ArgumentHelp("The event to take back; see --list.", valueName: "number"))
    var event: Int64?
    @Flag(help: "Tell what can be undone, newest first, and change nothing.")
    var list = false
    @Option(help: ArgumentHelp("With --list, only what this person did.", valueName: "person"))
    var by: String?
    @Option(name: [.customShort("r"), .long], help: "With --list, at most so many.")
    var maxResults = 20
    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        guard !list || event == nil else {
            throw AtelierError(
                .invalidArgument, "--list changes nothing, and --event does", hint: "leave one of them out")
        }
        let open = try await session.open(global)
        if list {
            var query = ["limit": "\(max(1, maxResults))"]
            query["by"] = by
            let reports = try await open.call(UndoRoutes.list, query: query)
            return Answer(.array(reports.flatMap(\.presentation)), columns: UndoReport.columns)
        }
        let report = try await open.call(UndoRoutes.undo, body: UndoOrder(event: event))
        for event in report.events {
            for change in event.changes {
                let back = FieldChange(path: change.path, before: change.after, after: change.before)
                session.say("\(event.resource.kind) \(event.resource.name): \(back)")
            }
        }
        if let redo = report.undoing.first { session.say("redo it with 'atelier undo --event \(redo)'") }
        return Answer(.array(report.presentation), columns: UndoReport.columns)
    }
}

extension UndoReport {
    /// A row an event.
    var presentation: [JSONValue] {
        events.enumerated().map { index, event in
            .members([
                "at": JSONValue(event.at), "by": .string(event.by),
                "change": .string(event.changes.map(\.description).joined(separator: "; ")), "kind": .string(event.kind),
                "resource": .string("\(event.resource.kind)/\(event.resource.name)"),
                "sequence": .int(event.sequence),
                "undone_by": undoing.indices.contains(index) ? .int(undoing[index]) : nil,
            ])
        }
    }

    static let columns = [
        Column("Event", "sequence"), Column("At", "at", .time), Column("By", "by"), Column("Kind", "kind"),
        Column("Resource", "resource"), Column("Change", "change"), Column("UndoneBy", "undone_by"),
    ]
}
