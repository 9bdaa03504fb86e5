/// A value of a YAML or TOML file that knows where it is written. Aliases and merge keys are already resolved.
package struct DocumentNode: Sendable {
    indirect enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([DocumentNode])
        case mapping([DocumentEntry])
    }

    var content: Content
    let position: SourcePosition

    var scalar: YAMLScalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    var isNull: Bool { scalar?.value == .null }

    var entries: [DocumentEntry]? {
        guard case .mapping(let entries) = content else { return nil }
        return entries
    }

    var items: [DocumentNode]? {
        guard case .sequence(let items) = content else { return nil }
        return items
    }

    subscript(key: String) -> DocumentNode? {
        entries?.first { $0.key == key }?.value
    }

    /// The entry itself, for pointing at its key.
    func entry(_ key: String) -> DocumentEntry? { entries?.first { $0.key == key } }

    /// What the node is, in a person's words: `a list`, `a map`, `text`.
    var kind: String {
        switch content {
        case .sequence: "a list"
        case .mapping: "a map"
        case .scalar(let scalar):
            switch scalar.value {
            case .null: "empty"
            case .bool: "a boolean"
            case .int, .double: "a number"
            case .text: "text"
            }
        }
    }

    static func text(_ text: String, at position: SourcePosition) -> DocumentNode {
        DocumentNode(content: .scalar(YAMLScalar(text: text, isPlain: true)), position: position)
    }
}

package struct DocumentEntry: Sendable {
    let key: String
    let position: SourcePosition
    var value: DocumentNode
}
