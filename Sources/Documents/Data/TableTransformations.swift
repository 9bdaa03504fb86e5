import Domain

/// `transformations` of an `MLTable`: how its files are read, and what is done with the rows, one after the other.
enum TableTransformations {
    static let readers = ["read_delimited", "read_json_lines", "read_parquet", "read_delta_lake"]
    static let steps = [
        "take", "skip", "keep_columns", "drop_columns", "convert_column_types", "filter", "take_random_sample",
        "random_split", "extract_columns_from_partition_format",
    ]

    struct Delimited {
        var files = DelimitedFiles()
        var includesPath = false
    }

    static var delimited: [Field<Delimited>] {
        [
            .value("delimiter", \.files.separator) { $0.separator($1) },
            .value("header", \.files.header) { $0.tableHeader($1) },
            .choice("encoding", \.files.encoding),
            .boolean("empty_as_string", \.files.emptyAsText),
            .boolean("support_multi_line", \.files.supportsMultiLine),
            .boolean("include_path_column", \.includesPath),
            .ignored("infer_column_types"), .ignored("partition_size"), .ignored("path_column"),
        ]
    }

    struct JSONLines {
        var files = JSONLineFiles()
        var includesPath = false
    }

    static var jsonLines: [Field<JSONLines>] {
        [
            .choice("encoding", \.files.encoding), .choice("invalid_lines", \.files.invalidLines),
            .boolean("include_path_column", \.includesPath),
            .ignored("partition_size"), .ignored("path_column"),
        ]
    }

    struct Sample {
        var probability: Double?
        var seed: Int?
    }

    static var sample: [Field<Sample>] {
        [.number("probability", \.probability, required: true), .integer("seed", \.seed, in: .min ... .max)]
    }
}

extension Reading {
    func transformations(_ node: DocumentNode, into table: inout MLTable) {
        guard let items = node.items else {
            diagnostics.error("\"transformations\" must be a list, not \(node.kind)", at: node.position)
            return
        }
        for item in items {
            if let entries = item.entries, entries.count == 1, let entry = entries.first {
                transformation(entry.key, entry.value.isNull ? nil : entry.value, at: entry.position, into: &table)
            } else if let name = item.scalar?.text {
                transformation(name, nil, at: item.position, into: &table)
            } else {
                diagnostics.error(
                    "a transformation is a name, or a name and its settings", at: item.position,
                    hint: "write \"- take: 10\"")
            }
        }
    }

    private func transformation(
        _ name: String, _ value: DocumentNode?, at position: SourcePosition, into table: inout MLTable
    ) {
        switch name {
        case "read_delimited":
            var draft = TableTransformations.Delimited()
            if let value { fill(&draft, from: value, with: TableTransformations.delimited, noun: "\"\(name)\"") }
            table.format = .delimited(draft.files)
            table.includesPath = draft.includesPath
        case "read_json_lines":
            var draft = TableTransformations.JSONLines()
            if let value { fill(&draft, from: value, with: TableTransformations.jsonLines, noun: "\"\(name)\"") }
            table.format = .jsonLines(draft.files)
            table.includesPath = draft.includesPath
        case "read_parquet": table.format = .parquet
        case "read_delta_lake": table.format = .deltaLake
        case _ where TableTransformations.steps.contains(name):
            if let step = step(name, value, at: position) { table.steps.append(step) }
        default:
            reportChoice(
                name, "transformations", among: TableTransformations.readers + TableTransformations.steps, at: position)
        }
    }

    private func step(_ name: String, _ value: DocumentNode?, at position: SourcePosition) -> MLTable.Step? {
        guard let value else {
            switch name {
            case "take", "skip": diagnostics.error("\"\(name)\" needs a number", at: position)
            case "keep_columns", "drop_columns": diagnostics.error("\"\(name)\" needs names of columns", at: position)
            case "take_random_sample": diagnostics.error("\"\(name)\" needs a probability", at: position)
            case "filter": diagnostics.error("\"\(name)\" needs an expression", at: position)
            case "convert_column_types": diagnostics.error("\"\(name)\" needs a list of columns and types", at: position)
            default: return .other(name)
            }
            return nil
        }
        switch name {
        case "take": return integer(value, name, in: 0...(.max)).map { .take($0) }
        case "skip": return integer(value, name, in: 0...(.max)).map { .skip($0) }
        case "keep_columns": return columns(value, name).map { .keepColumns($0) }
        case "drop_columns": return columns(value, name).map { .dropColumns($0) }
        case "filter": return text(value, name).map { .filter($0) }
        case "take_random_sample": return sample(value)
        case "convert_column_types": return conversions(value).map { .convertColumnTypes($0) }
        default: return .other(name)
        }
    }

    /// One name, or a list of them.
    func columns(_ node: DocumentNode, _ field: String) -> [String]? {
        node.scalar == nil ? textList(node, field) : text(node, field).map { [$0] }
    }

    private func sample(_ node: DocumentNode) -> MLTable.Step? {
        var draft = TableTransformations.Sample()
        fill(&draft, from: node, with: TableTransformations.sample, noun: "\"take_random_sample\"")
        guard let probability = draft.probability else { return nil }
        guard probability > 0, probability <= 1 else {
            diagnostics.error(
                "\"probability\" is \(node["probability"]?.scalar?.text ?? "") and must be above 0 and at most 1",
                at: (node["probability"] ?? node).position)
            return nil
        }
        return .takeRandomSample(probability: probability, seed: draft.seed)
    }

    fileprivate func separator(_ node: DocumentNode) -> Character? {
        guard let written = text(node, "delimiter") else { return nil }
        let meant = written == "\\t" ? "\t" : written
        if let only = meant.first, meant.count == 1 { return only }
        diagnostics.error("\"delimiter\" must be one character, not \"\(written)\"", at: node.position)
        return nil
    }

    /// One of Azure's words; older files say true or false.
    fileprivate func tableHeader(_ node: DocumentNode) -> DelimitedFiles.Header? {
        if case .bool(let hasHeader)? = node.scalar?.value { return hasHeader ? .allFilesSame : .noHeader }
        return choice(node, "header")
    }
}
