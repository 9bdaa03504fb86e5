extension Drain {
    /// What the journal keeps of it.
    package var summary: JSONValue {
        [
            "draining": .bool(isWhole),
            "draining_nodes": .array(nodes.sorted().map { .string($0.rawValue) }),
        ]
    }

    package init(summary: JSONValue) {
        var names: [String] = []
        if case .array(let nodes)? = summary["draining_nodes"] { names = nodes.compactMap(\.stringValue) }
        self.init(isWhole: summary["draining"] == true, nodes: Set(names.map { NodeName($0) }))
    }
}
