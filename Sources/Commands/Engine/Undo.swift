import ArgumentParser
import ControlAPI
import Domain

struct Undo: Verb {
    static let configuration = CommandConfiguration.verb(
        "undo", "Take back the last change of yours that can be: traffic, tags, archiving, limits, deletions of 7 days.",
        example: "atelier undo --event 42")

    @Option(help: ArgumentHelp("The event to take back; see --list.", valueName: "number"))
    var event: Int64?
    @Flag(help: "Tell what can be undone, newest first, and change nothing.")
    var list = false
    @Option(help: ArgumentHelp("With --list, only what this person did.", valueName: "person"))
    var by: String?
    @Option(name: [.customShort("r"), .long], help: "With --list, at most so many.")
    var maxResults = 20
    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Give up deletions, which frees the disk they hold: 'atelier undo --forget 42 57 --yes'.",
            valueName: "number"))
    var forget: [Int64] = []
    @Flag(name: .shortAndLong, help: "With --forget, do not ask.")
    var yes = false
    @OptionGroup var global: GlobalOptions

    static var usualFormat: OutputFormat { .table }

    func perform(in session: Session) async throws -> Answer {
        guard !list || event == nil else {
            throw AtelierError(
                .invalidArgument, "--list changes nothing, and --event does", hint: "leave one of them out")
        }
        guard forget.isEmpty || (!list && event == nil) else {
            throw AtelierError(
                .invalidArgument, "--forget goes alone: it makes undoing impossible",
                hint: "leave out --list and --event")
        }
        let open = try await session.open(global)
        if list {
            var query = ["limit": "\(max(1, maxResults))"]
            query["by"] = by
            let reports = try await open.call(UndoRoutes.list, query: query)
            return Answer(.array(reports.flatMap(\.presentation)), columns: UndoReport.columns)
        }
        guard forget.isEmpty else { return try await giveUp(in: open, session) }
        let report = try await open.call(UndoRoutes.undo, body: UndoOrder(event: event))
        for event in report.events {
            for change in event.changes {
                let back = FieldChange(path: change.path, before: change.after, after: change.before)
                session.say("\(event.about): \(back)")
            }
            if event.isDeletion { session.say("\(event.about) is back") }
            if event.isUndeletion { session.say("\(event.about) is deleted again") }
        }
        if let remark = report.remark { session.say(remark) }
        if let redo = report.undoing.first { session.say("redo it with 'atelier undo --event \(redo)'") }
        return Answer(.array(report.presentation), columns: UndoReport.columns)
    }

    private func giveUp(in open: OpenWorkspace, _ session: Session) async throws -> Answer {
        let numbers = forget.map(String.init).joined(separator: ", ")
        try session.confirm("Give up what event \(numbers) deleted, for good?", unless: yes)
        var rows: [JSONValue] = []
        for number in forget {
            let report = try await open.call(UndoRoutes.forget, body: ForgetOrder(event: number))
            for event in report.events {
                session.say("\(event.about) is gone for good\(report.size.map { ", and \($0) of files" } ?? "")")
            }
            rows += report.presentation
        }
        return Answer(.array(rows), columns: UndoReport.columns)
    }
}

extension Event {
    /// `model iris:1`
    fileprivate var about: String { "\(resource.kind) \(resource.name.neutralised)" }

    fileprivate var changeText: String { isDeletion ? "deleted" : changes.map(\.description).joined(separator: "; ") }
}

extension UndoReport {
    /// A row an event.
    var presentation: [JSONValue] {
        events.enumerated().map { index, event in
            .members([
                "at": JSONValue(event.at), "by": .string(event.by), "change": .string(event.changeText),
                "kind": .string(event.kind), "resource": .string("\(event.resource.kind)/\(event.resource.name)"),
                "sequence": .int(event.sequence), "size": size.map { JSONValue($0.bytes) },
                "undone_by": undoing.indices.contains(index) ? .int(undoing[index]) : nil,
                "until": expiresAt.map { JSONValue($0) },
            ])
        }
    }

    static let columns = [
        Column("Event", "sequence"), Column("At", "at", .time), Column("By", "by"), Column("Kind", "kind"),
        Column("Resource", "resource"), Column("Change", "change"), Column("Until", "until", .time),
        Column("Bytes", "size"), Column("UndoneBy", "undone_by"),
    ]
}
