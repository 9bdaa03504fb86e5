import ArgumentParser
import ControlAPI
import Documents
import Domain

struct DataPreview: Verb {
    static let configuration = CommandConfiguration.verb(
        "preview", "Show the first rows of a file or a table, or the first files of a folder.",
        example: "atelier data preview titanic --rows 5")

    static var usualFormat: OutputFormat { .table }

    @Argument(help: "The asset's name.")
    var asset: String?
    @Option(name: .shortAndLong, help: "The asset's name, as the other verbs take it.")
    var name: String?
    @Option(name: .shortAndLong, help: "The version; without it the latest.")
    var version: String?
    @Option(name: .shortAndLong, help: "A label: latest.")
    var label: String?
    @Option(name: .shortAndLong, help: "At most so many rows or files.")
    var rows = 10
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> Answer {
        guard let name = name ?? asset else {
            throw AtelierError(.invalidArgument, "no data asset is named", hint: "write atelier data preview NAME")
        }
        let open = try await session.open(global)
        var query = ["content": "true"]
        query["version"] = version
        query["label"] = label
        let details = try await open.call(DataRoutes.show, ["data": name], query: query)
        guard let path = details.content.path else {
            throw AtelierError(
                .unavailable, "there is nothing to show: \(details.content.problem ?? "it is not on this box")",
                subject: "data \(name)")
        }
        var preview = TablePreview(limit: max(0, rows))
        switch details.data.type {
        case .mltable:
            let table = try MLTableDocument.read(file: "\(path)/MLTable").value
            try preview.add(table)
        case .uriFile: try preview.add(file: path)
        default: try preview.add(folder: path)
        }
        for note in preview.notes { session.say(note) }
        return Answer(preview.value, columns: preview.columns)
    }
}
