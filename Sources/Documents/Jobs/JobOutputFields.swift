import Domain

/// One entry of `outputs`: nothing at all, or a map that says where and how it is kept.
enum JobOutputFields {
    static var fields: [Field<JobOutput>] {
        [
            .choice("type", \.type),
            .value("path", \.location) { $0.location($1, "path", mustExist: false) },
            .choice("mode", \.mode),
            .value("name", \.assetName) { $0.name($1, "name", rule: .asset("asset")) },
            .version("version", \.assetVersion),
        ]
    }

    static var outline: [FieldOutline] { [FieldOutline("<name>", .works, children: fields.map(\.outline))] }
}

extension Reading {
    func jobOutputs(_ node: DocumentNode) -> [String: JobOutput] {
        guard let entries = node.entries else {
            diagnostics.error("\"outputs\" must be a map of names and outputs, not \(node.kind)", at: node.position)
            return [:]
        }
        var outputs: [String: JobOutput] = [:]
        for entry in entries where checkParameterName(entry, of: "output") {
            var output = JobOutput()
            if !entry.value.isNull {
                fill(&output, from: entry.value, with: JobOutputFields.fields, noun: "output \"\(entry.key)\"")
            }
            if let path = entry.value["path"] {
                ExpressionScope(inputs: [], outputs: [], isOutputPath: true).check(path, reading: self)
            }
            outputs[entry.key] = output
        }
        return outputs
    }
}
