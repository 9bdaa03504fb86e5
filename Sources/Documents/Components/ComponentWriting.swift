import Domain

/// Writes down a component's document whole: what lies in the files that it names takes the place of their names, and
/// paths are absolute, so that nothing of it changes when a file does. What a text stands for the grammar has found
/// out before.
struct ComponentWriting {
    let inspection: Inspection
    let reading: Reading
    /// The code folders that the document names, by the way to the map that does.
    private(set) var codes: [String: CodeSource] = [:]

    init(inspection: Inspection, reading: Reading) {
        self.inspection = inspection
        self.reading = reading
    }

    /// The fields that the grammar knows, but for those that only Azure ML writes.
    mutating func document(_ root: DocumentNode, shape: GrammarShape) -> JSONValue {
        let known = (root.entries ?? []).filter { entry in shape[entry.key].map { !$0.isReadOnly } ?? false }
        return value(of: DocumentNode(content: .mapping(known), position: root.position), at: [])
    }

    private mutating func value(of node: DocumentNode, at path: [String]) -> JSONValue {
        switch node.content {
        case .sequence(let nodes):
            return .array(nodes.enumerated().map { value(of: $1, at: path + ["\($0)"]) })
        case .mapping(let entries):
            noteCode(in: node, at: path)
            var members: [String: JSONValue] = [:]
            for entry in entries where !entry.value.isNull && entry.key != "$schema" {
                members[entry.key] = value(of: entry.value, at: path + [entry.key])
            }
            if ["component", "trial"].contains(path.last) { Self.nameAnonymous(&members) }
            return .object(members)
        case .scalar(let scalar):
            switch inspection.meaning(of: node) {
            case .place(let place): return .string(place)
            case .content(let content): return value(of: content, at: path)
            case nil: return scalar.written
            }
        }
    }

    /// As Azure ML's client names a component that is only part of another.
    private static func nameAnonymous(_ members: inout [String: JSONValue]) {
        members["name"] = "azureml_anonymous"
        members["version"] = "1"
        members["is_deterministic"] = members["is_deterministic"] ?? true
        members["type"] = members["type"] ?? "command"
    }

    // MARK: Code

    private mutating func noteCode(in node: DocumentNode, at path: [String]) {
        let code = node["code"].flatMap(place)
        let includes = includes(of: node, code: code)
        if let source = CodeSource(path: code, includes: includes) { codes[path.joined(separator: ".")] = source }
    }

    private func place(of node: DocumentNode) -> String? {
        guard case .place(let path) = inspection.meaning(of: node) else { return nil }
        return path
    }

    /// Each goes by its own name into the root of the code folder, where no other of that name may be.
    private func includes(of node: DocumentNode, code: String?) -> [String] {
        var names: Set<String> = []
        var includes: [String] = []
        for item in node["additional_includes"]?.items ?? [] {
            guard let path = place(of: item) else { continue }
            let name = path.splitAtLastComponent.name
            if name.isEmpty {
                reading.diagnostics.error("the root of the box cannot be included", at: item.position)
            } else if !names.insert(name).inserted || code.map({ Self.holds($0, name) }) ?? false {
                reading.diagnostics.error(
                    "the code folder has \"\(name)\" already", at: item.position,
                    hint: "give one of the two another name")
            } else {
                includes.append(path)
            }
        }
        return includes
    }

    private static func holds(_ code: String, _ name: String) -> Bool {
        switch FilePlace.kind(of: code) {
        case .file: code.splitAtLastComponent.name == name
        default: FilePlace.kind(of: "\(code)/\(name)") != nil
        }
    }
}

extension YAMLScalar {
    fileprivate var written: JSONValue {
        switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): value.isFinite ? .double(value) : .string(text)
        case .text(let value): .string(value)
        }
    }
}
