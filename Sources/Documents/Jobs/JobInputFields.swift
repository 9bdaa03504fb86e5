import Domain

/// One entry of `inputs`: a literal, or a map that says where data lies.
enum JobInputFields {
    struct Draft {
        var type: AssetType?
        var location: DataLocation?
        var mode: InputMode?
        var value: JSONValue?
    }

    static var fields: [Field<Draft>] {
        [
            .choice("type", \.type),
            .value("path", \.location) { $0.location($1, "path") },
            .choice("mode", \.mode),
            .value("value", \.value) { $0.literal($1, "value") },
            .ignored("datastore"), .ignored("path_on_compute"),
        ]
    }

    static var outline: [FieldOutline] { [FieldOutline("<name>", .works, children: fields.map(\.outline))] }
}

extension Reading {
    func jobInputs(_ node: DocumentNode) -> [String: JobInput] {
        guard let entries = node.entries else {
            diagnostics.error("\"inputs\" must be a map of names and inputs, not \(node.kind)", at: node.position)
            return [:]
        }
        var inputs: [String: JobInput] = [:]
        for entry in entries where checkParameterName(entry, of: "input") {
            inputs[entry.key] = jobInput(entry)
        }
        return inputs
    }

    private func jobInput(_ entry: DocumentEntry) -> JobInput? {
        let node = entry.value
        guard node.entries != nil else { return literal(node, entry.key).map { .literal($0) } }
        var draft = JobInputFields.Draft()
        fill(&draft, from: node, with: JobInputFields.fields, noun: "input \"\(entry.key)\"")
        if let value = draft.value { return .literal(value) }
        guard let location = draft.location else {
            if node["path"] == nil, node["value"] == nil {
                diagnostics.error("input \"\(entry.key)\" has neither a path nor a value", at: node.position)
            }
            return nil
        }
        var type = draft.type ?? .uriFolder
        if case .local(let path) = location, let kind = FilePlace.kind(of: path) {
            if draft.type == nil { type = kind == .file ? .uriFile : .uriFolder }
            check(type, against: kind, path: path, at: node["path"]?.position ?? node.position)
        }
        let mode = draft.mode ?? .readOnlyMount
        if type != .mltable, mode == .evalMount || mode == .evalDownload {
            diagnostics.error(
                "mode \"\(mode.rawValue)\" is for mltable inputs only", at: node["mode"]?.position ?? node.position,
                hint: "use ro_mount, download or direct")
        }
        return .data(DataInput(type: type, location: location, mode: mode))
    }

    func check(_ type: AssetType, against kind: FilePlace.Kind, path: String, at position: SourcePosition) {
        switch (type, kind) {
        case (.uriFile, .folder):
            diagnostics.error("'\(path)' is a folder, and uri_file is for a file", at: position, hint: "use uri_folder")
        case (.uriFolder, .file):
            diagnostics.error("'\(path)' is a file, and uri_folder is for a folder", at: position, hint: "use uri_file")
        default: break
        }
    }

    /// A string, number or boolean.
    func literal(_ node: DocumentNode, _ field: String) -> JSONValue? {
        switch node.scalar?.value {
        case .bool(let value): return .bool(value)
        case .int(let value): return .int(value)
        case .double(let value): return value.isFinite ? .double(value) : .string(node.scalar?.text ?? "")
        case .text(let value): return .string(value)
        case .null:
            diagnostics.error("input \"\(field)\" has no value", at: node.position)
        case nil:
            diagnostics.error(
                "input \"\(field)\" must be a value or a map with a path, not \(node.kind)", at: node.position)
        }
        return nil
    }

    /// Inputs and outputs become variables and folders: letters, digits and `_`, not starting with a digit.
    func checkParameterName(_ entry: DocumentEntry, of noun: String) -> Bool {
        do {
            try NameRule.parameter(noun).check(entry.key)
        } catch {
            diagnostics.error(
                "\"\(entry.key)\" cannot be the name of \(noun.withArticle)", at: entry.position,
                hint: "use letters, digits and '_', not starting with a digit")
            return false
        }
        return true
    }
}
