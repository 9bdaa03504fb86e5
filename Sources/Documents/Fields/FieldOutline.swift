/// What Atelier does with a field: the line about it in Documentation/azure-ml-parity.md.
package struct FieldOutline: Sendable, Hashable {
    package enum Support: String, Sendable, Hashable {
        /// Read and honoured.
        case works
        /// Stored and shown; on one box there is nothing else to do about it.
        case kept
        /// Known, not honoured: a named warning.
        case warns
        /// Known, and leaving it out would change what the user gets: an error.
        case refuses
        /// Azure ML writes it in what it shows; read without a word and left alone.
        case readOnly = "read only"
    }

    package let name: String
    package let support: Support
    package let isRequired: Bool
    package let children: [FieldOutline]

    package init(_ name: String, _ support: Support, isRequired: Bool = false, children: [FieldOutline] = []) {
        self.name = name
        self.support = support
        self.isRequired = isRequired
        self.children = children
    }

    /// Every field with its path, `inputs.<name>.mode`, in declaration order.
    package func flattened(under prefix: String = "") -> [(path: String, outline: FieldOutline)] {
        let path = prefix.isEmpty ? name : "\(prefix).\(name)"
        return [(path, self)] + children.flatMap { $0.flattened(under: path) }
    }
}
