import Domain

/// What the command line says about a document, laid over its nodes before they are validated.
///
/// `--set a.b=c` creates missing maps on its way and replaces whatever stands at the end of the path. A value that
/// starts with `{`, `[` or a quote is read as JSON (or YAML in flow style), any other is taken as it stands.
struct Overrides {
    /// `--set` arguments in their order, e.g. `limits.timeout=60`. The last one wins.
    let sets: [String]
    /// Values that flags of their own give, by path; they win over the file.
    let flags: [String: String]
    /// The same for values that only fill in what the file leaves out.
    let fallback: [String: String]

    func applied(to root: DocumentNode, diagnostics: Diagnostics) -> DocumentNode {
        var root = root
        for (path, value) in fallback.sorted(by: { $0.key < $1.key }) where isAbsent(path, in: root) {
            put(Self.literal(value, at: path), at: path, in: &root, diagnostics: diagnostics)
        }
        for (path, value) in flags.sorted(by: { $0.key < $1.key }) {
            put(Self.literal(value, at: path), at: path, in: &root, diagnostics: diagnostics)
        }
        for text in sets {
            apply(set: text, to: &root, diagnostics: diagnostics)
        }
        return root
    }

    /// What a flag of its own gives is what was typed: `--name null` names something null. Nothing is nothing.
    private static func literal(_ value: String, at path: String) -> DocumentNode {
        let scalar = YAMLScalar(text: value, isPlain: value.isEmpty)
        return DocumentNode(content: .scalar(scalar), position: flag(for: path))
    }

    /// `limits.timeout` in its parts. In a map of texts all that follows is one key: a tag may be called `mlflow.note`.
    private static func keys(of path: String) -> [String] {
        for map in ["tags", "properties"] {
            if let key = path.removing(prefix: map + ".") { return [map, key] }
        }
        return path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    }

    /// `request_settings.request_timeout_ms` is given by `--request-timeout-ms`.
    private static func flag(for path: String) -> SourcePosition {
        let keys = keys(of: path)
        let last = (keys.first == "tags" ? keys.first : keys.last) ?? ""
        return .flag("--" + last.map { $0 == "_" ? "-" : String($0) }.joined())
    }

    private func isAbsent(_ path: String, in root: DocumentNode) -> Bool {
        var node = root
        for key in Self.keys(of: path) {
            guard let next = node[key], !next.isNull else { return true }
            node = next
        }
        return false
    }

    private func apply(set text: String, to root: inout DocumentNode, diagnostics: Diagnostics) {
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            diagnostics.error(
                "\"\(text)\" is not an assignment", at: .flag("--set \(text)"), hint: "write --set PATH=VALUE")
            return
        }
        let path = String(text[..<equals])
        let value = String(text[text.index(after: equals)...])
        let place = SourcePosition.flag("--set \(path)")
        let node: DocumentNode
        if let first = value.first, "{[\"'".contains(first) {
            let source = SourceText(value, name: place.source)
            let heard = Diagnostics()
            guard let parsed = YAMLReader.read(source, diagnostics: heard), !heard.hasErrors else {
                let reason = heard.all.first?.message ?? "it is empty"
                diagnostics.error("the value cannot be read: \(reason)", at: place, hint: "quote it for the shell")
                return
            }
            node = parsed.placed(at: place)
        } else {
            node = .text(value, at: place)
        }
        put(node, at: path, in: &root, place: place, diagnostics: diagnostics)
    }

    private func put(
        _ value: DocumentNode, at path: String, in root: inout DocumentNode, place: SourcePosition? = nil,
        diagnostics: Diagnostics
    ) {
        let place = place ?? value.position
        let keys = Self.keys(of: path)
        guard keys.count <= YAMLReader.depthLimit, keys.allSatisfy({ !$0.isEmpty }) else {
            diagnostics.error("\"\(path)\" is not a path", at: place, hint: "write KEY.KEY=VALUE")
            return
        }
        if let obstacle = root.put(value, at: keys[...], place: place, walked: "the document") {
            diagnostics.error(obstacle, at: place)
        }
    }
}

extension DocumentNode {
    /// The same value, said to be written somewhere else.
    fileprivate func placed(at place: SourcePosition) -> DocumentNode {
        let moved: Content =
            switch content {
            case .scalar: content
            case .sequence(let nodes): .sequence(nodes.map { $0.placed(at: place) })
            case .mapping(let entries):
                .mapping(
                    entries.map { DocumentEntry(key: $0.key, position: place, value: $0.value.placed(at: place)) })
            }
        return DocumentNode(content: moved, position: place)
    }

    /// Returns what stands in the way, or nil when the value is in place.
    fileprivate mutating func put(
        _ value: DocumentNode, at keys: ArraySlice<String>, place: SourcePosition, walked: String
    ) -> String? {
        guard let key = keys.first else {
            self = value
            return nil
        }
        let rest = keys.dropFirst()
        if isNull { self = DocumentNode(content: .mapping([]), position: place) }
        switch content {
        case .mapping(var entries):
            let index = entries.firstIndex { $0.key == key } ?? entries.count
            if index == entries.count {
                let empty = DocumentNode(content: .mapping([]), position: place)
                entries.append(DocumentEntry(key: key, position: place, value: empty))
            }
            let obstacle = entries[index].value.put(value, at: rest, place: place, walked: "\"\(key)\"")
            content = .mapping(entries)
            return obstacle
        case .sequence(var nodes):
            guard let index = Int(key), nodes.indices.contains(index) else {
                return "\(walked) is a list of \(nodes.count), and \"\(key)\" is not one of its places"
            }
            let obstacle = nodes[index].put(value, at: rest, place: place, walked: "\"\(key)\"")
            content = .sequence(nodes)
            return obstacle
        case .scalar:
            return "\(walked) is \(kind), so there is no \"\(key)\" in it"
        }
    }
}
