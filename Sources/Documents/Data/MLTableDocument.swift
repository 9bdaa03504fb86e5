package import Domain

/// The file `MLTable` of a data asset of type `mltable`.
package enum MLTableDocument: Document {
    package static let noun = "MLTable"
    package static let schemas: Set<String> = ["mltable"]

    package static func blank() -> MLTable { MLTable() }

    package static var fields: [Field<MLTable>] {
        [
            .readOnly("$schema"),
            .custom("type") { _, entry, reading in
                guard let text = reading.text(entry.value, "type"), text != "mltable" else { return }
                reading.reportChoice(text, "type", among: ["mltable"], at: entry.value.position)
            },
            .custom("paths", required: true, children: ["file", "folder", "pattern"].map { FieldOutline($0, .works) }) {
                $0.sources = $2.tableSources($1.value)
            },
            .custom("transformations") { $2.transformations($1.value, into: &$0) },
            .readOnly("metadata"), .readOnly("traits"),
        ]
    }

    package static func finish(_ draft: MLTable, root: DocumentNode, reading: Reading) -> MLTable { draft }
}

extension Reading {
    /// Checks the `MLTable` of a folder that a document names at `position`.
    func checkMLTable(in folder: String, at position: SourcePosition) {
        let path = folder + "/MLTable"
        guard FilePlace.kind(of: path) == .file else {
            diagnostics.error(
                "'\(shownName(of: folder))' has no file MLTable", at: position,
                hint: "write one, or use type uri_folder")
            return
        }
        guard let nested = nestedDocument(at: path, wantedAt: position) else { return }
        var table = MLTableDocument.blank()
        nested.reading.fill(
            &table, from: nested.root, with: MLTableDocument.fields, noun: MLTableDocument.noun.withArticle)
    }

    /// `- file: ./x.csv`, `- folder: ./x`, `- pattern: ./*.csv`
    fileprivate func tableSources(_ node: DocumentNode) -> [MLTable.Source] {
        guard case .sequence(let items) = node.content, !items.isEmpty else {
            diagnostics.error("\"paths\" must be a list of paths, not \(node.kind)", at: node.position)
            return []
        }
        return items.compactMap { item in
            guard let entries = item.entries, entries.count == 1, let entry = entries.first else {
                diagnostics.error(
                    "a path must be one of file, folder and pattern", at: item.position, hint: "write \"- file: PATH\"")
                return nil
            }
            switch entry.key {
            case "file": return place(entry, .file).map { .file($0) }
            case "folder": return place(entry, .folder).map { .folder($0) }
            case "pattern":
                return text(entry.value, "pattern").map {
                    .pattern(Self.isLocal($0) ? absolute($0, at: entry.value.position) : $0)
                }
            default:
                reportChoice(entry.key, "paths", among: ["file", "folder", "pattern"], at: entry.position)
                return nil
            }
        }
    }

    private func place(_ entry: DocumentEntry, _ kind: FilePlace.Kind) -> String? {
        guard let written = text(entry.value, entry.key) else { return nil }
        return Self.isLocal(written) ? existingPath(entry.value, entry.key, allowing: [kind]) : written
    }

    fileprivate func transformations(_ node: DocumentNode, into table: inout MLTable) {
        guard case .sequence(let items) = node.content else {
            diagnostics.error("\"transformations\" must be a list, not \(node.kind)", at: node.position)
            return
        }
        for item in items {
            if let entries = item.entries, entries.count == 1, let entry = entries.first {
                transformation(entry.key, entry.value, at: entry.position, into: &table)
            } else if let name = item.scalar?.text {
                transformation(name, nil, at: item.position, into: &table)
            } else {
                diagnostics.error(
                    "a transformation is a name, or a name and its settings", at: item.position,
                    hint: "write \"- take: 10\"")
            }
        }
    }

    private static let readers = ["read_delimited", "read_json_lines", "read_parquet", "read_delta_lake"]
    private static let steps = [
        "take", "skip", "keep_columns", "drop_columns", "convert_column_types", "filter", "take_random_sample",
        "random_split", "extract_columns_from_partition_format",
    ]

    private func transformation(
        _ name: String, _ value: DocumentNode?, at position: SourcePosition, into table: inout MLTable
    ) {
        switch name {
        case "read_delimited": table.format = delimited(value)
        case "read_json_lines": table.format = .jsonLines(encoding: encoding(value?["encoding"]))
        case "read_parquet": table.format = .parquet
        case "read_delta_lake": table.format = .deltaLake
        case "take", "skip":
            guard let count = value.flatMap({ integer($0, name, in: 0...(.max)) }) else {
                if value == nil { diagnostics.error("\"\(name)\" needs a number", at: position) }
                return
            }
            table.steps.append(name == "take" ? .take(count) : .skip(count))
        case "keep_columns", "drop_columns":
            let columns = value.flatMap { node in node.scalar.map { [$0.text] } ?? textList(node, name) }
            guard let columns else {
                if value == nil { diagnostics.error("\"\(name)\" needs names of columns", at: position) }
                return
            }
            table.steps.append(name == "keep_columns" ? .keepColumns(columns) : .dropColumns(columns))
        case _ where Self.steps.contains(name): table.steps.append(.other(name))
        default: reportChoice(name, "transformations", among: Self.readers + Self.steps, at: position)
        }
    }

    private func delimited(_ settings: DocumentNode?) -> MLTable.Format {
        var separator: Character = ","
        if let node = settings?["delimiter"], let written = text(node, "delimiter") {
            let meant = written == "\\t" ? "\t" : written
            if let only = meant.first, meant.count == 1 {
                separator = only
            } else {
                diagnostics.error("\"delimiter\" must be one character, not \"\(written)\"", at: node.position)
            }
        }
        let header = settings?["header"]?.scalar?.text.lowercased()
        return .delimited(
            separator: separator, hasHeader: header != "no_header" && header != "false",
            encoding: encoding(settings?["encoding"]))
    }

    private func encoding(_ node: DocumentNode?) -> MLTable.Encoding {
        node.flatMap { choice($0, "encoding") } ?? .utf8
    }
}
