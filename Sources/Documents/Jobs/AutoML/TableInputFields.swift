import Domain

/// Data of an AutoML job: an MLTable as Azure ML has it, and as Atelier's own a file or a folder of CSV or JSON lines.
package struct TableInput {
    let data: DataInput
    /// The columns it has; nil where only the engine can tell.
    let columns: TableColumns?
}

enum TableInputFields {
    struct Draft {
        var type: AssetType?
        var location: DataLocation?
        var mode: InputMode?
    }

    static let types: [AssetType] = [.mltable, .uriFile, .uriFolder]

    static var fields: [Field<Draft>] {
        [
            .value("type", \.type) { $0.tableType($1) },
            .value("path", \.location, required: true) { $0.location($1, "path") },
            .choice("mode", \.mode),
            .ignored("datastore"), .ignored("path_on_compute"),
        ]
    }
}

extension Field {
    static func table(_ name: String, _ path: WritableKeyPath<Target, TableInput?>, required: Bool = false) -> Field {
        value(name, path, required: required, children: TableInputFields.fields.map(\.outline)) { $0.tableInput($1, name) }
    }
}

extension Reading {
    fileprivate func tableType(_ node: DocumentNode) -> AssetType? {
        guard let text = text(node, "type") else { return nil }
        if let type = TableInputFields.types.first(where: { $0.rawValue == text.lowercased() }) { return type }
        reportChoice(text, "type", among: TableInputFields.types.map(\.rawValue), at: node.position)
        return nil
    }

    fileprivate func tableInput(_ node: DocumentNode, _ field: String) -> TableInput? {
        guard node.entries != nil else {
            diagnostics.error(
                "\"\(field)\" must be a map with a type and a path, not \(node.kind)", at: node.position,
                hint: "write {type: mltable, path: …}, or {type: uri_file, path: data.csv}")
            return nil
        }
        var draft = TableInputFields.Draft()
        fill(&draft, from: node, with: TableInputFields.fields, noun: "\"\(field)\"")
        guard let location = draft.location else { return nil }
        let place = (node["path"] ?? node).position
        var type = draft.type ?? .mltable
        var columns: TableColumns?
        if case .local(let path) = location, let kind = FilePlace.kind(of: path) {
            if node["type"] == nil {
                let isTable = FilePlace.kind(of: path + "/MLTable") == .file
                type = kind == .file ? .uriFile : isTable ? .mltable : .uriFolder
            }
            columns = tableColumns(at: path, type, kind, place: place)
        }
        let mode = draft.mode ?? .readOnlyMount
        if type != .mltable, mode == .evalMount || mode == .evalDownload, let node = node["mode"] {
            diagnostics.error(
                "mode \"\(mode.rawValue)\" is for mltable inputs only", at: node.position,
                hint: "use ro_mount, download or direct")
        }
        return TableInput(data: DataInput(type: type, location: location, mode: mode), columns: columns)
    }

    private func tableColumns(
        at path: String, _ type: AssetType, _ kind: FilePlace.Kind, place: SourcePosition
    ) -> TableColumns? {
        guard type == .mltable else {
            check(type, against: kind, path: path, at: place)
            guard kind == .file || type == .uriFolder else { return nil }
            if path.lowercased().hasSuffix(".parquet") {
                diagnostics.error(
                    "'\(shownName(of: path))' is Parquet, which is not trained from", at: place,
                    hint: "write it as CSV or JSON lines", code: .unsupported)
                return nil
            }
            return TableColumns(at: path, kind)
        }
        guard kind == .folder else {
            diagnostics.error(
                "'\(shownName(of: path))' is a file, and mltable is for a folder with a file MLTable", at: place,
                hint: "use uri_file")
            return nil
        }
        guard let table = checkMLTable(in: path, at: place) else { return nil }
        switch table.format {
        case .parquet, .deltaLake:
            diagnostics.error(
                "'\(shownName(of: path))' reads Parquet, which is not trained from", at: place,
                hint: "write its data as CSV or JSON lines", code: .unsupported)
            return nil
        case nil:
            diagnostics.error(
                "'\(shownName(of: path))' does not say how its files are read", at: place,
                hint: "add read_delimited or read_json_lines to its transformations")
            return nil
        default: return TableColumns(of: table)
        }
    }
}
