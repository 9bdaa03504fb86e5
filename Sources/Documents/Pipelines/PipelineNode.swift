import Domain

/// One of the jobs of a pipeline, and what is known of its component.
struct PipelineNode {
    let name: String
    let position: SourcePosition
    let value: DocumentNode
    /// What the component's file says, or the node itself in place; nil where it is registered, or is none.
    let component: DocumentNode?
    /// Whether somebody else says what the node takes and gives.
    let isComponent: Bool

    init(_ entry: DocumentEntry, check: GrammarCheck) {
        name = entry.key
        position = entry.position
        value = entry.value
        let named = entry.value["component"] ?? entry.value["trial"]
        isComponent = named != nil
        component = named.flatMap { check.content(of: $0) }
    }

    /// In small letters, whatever the case it is written in.
    static func type(of node: DocumentNode) -> String { node["type"]?.scalar?.text.lowercased() ?? "command" }

    var type: String { Self.type(of: value) }

    func isInPlace(as type: String) -> Bool { !isComponent && self.type == type }

    /// Whether somebody must give the input.
    static func isRequired(_ port: DocumentEntry) -> Bool {
        let isOptional = port.value["optional"]?.scalar.flatMap { YAMLScalar.bool($0.text) } ?? false
        return !isOptional && port.value["default"] == nil
    }

    var inputs: [String] {
        (value["inputs"]?.entries?.map(\.key) ?? []) + (component?["inputs"]?.entries?.map(\.key) ?? [])
    }

    /// Nil where only the service knows.
    var outputs: [String]? {
        guard !isComponent || component != nil else { return nil }
        // Whatever a job writes to its outputs folder can be taken on.
        return (value["outputs"]?.entries?.map(\.key) ?? []) + (component?["outputs"]?.entries?.map(\.key) ?? [])
            + ["artifacts"]
    }

    /// Everything in ${{…}}, but for what a component in place says within itself.
    func expressions(_ reading: Reading) -> [ExpressionScope.Expression] {
        (value.entries ?? []).filter { $0.key != "component" && $0.key != "trial" }
            .flatMap { Self.expressions(in: $0.value, reading) }
    }

    private static func expressions(in node: DocumentNode, _ reading: Reading) -> [ExpressionScope.Expression] {
        switch node.content {
        case .scalar: ExpressionScope.expressions(in: node, reading: reading.silenced(keepingText: true))
        case .sequence(let nodes): nodes.flatMap { expressions(in: $0, reading) }
        case .mapping(let entries): entries.flatMap { expressions(in: $0.value, reading) }
        }
    }
}

extension GrammarCheck {
    /// What stands in place or in the file that a text names; nil for references, and for what cannot be read.
    func content(of node: DocumentNode) -> DocumentNode? {
        guard let text = node.scalar?.text else { return node.entries == nil ? nil : node }
        guard Reading.isLocal(text) else { return nil }
        let path = reading.absolute(text, at: node.position)
        guard FilePlace.kind(of: path) == .file else { return nil }
        let file = inspection.file(
            at: path, shownAs: reading.shownName(of: path), wantedAt: node.position, Diagnostics())
        return file.flatMap { AzureKind.isFlow($0.root) ? nil : $0.root }
    }
}
