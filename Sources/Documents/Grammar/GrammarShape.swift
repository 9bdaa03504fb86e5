/// A map of fields.
struct GrammarShape: Sendable {
    let name: String
    /// The fields of the shapes it builds on first.
    let fields: [GrammarField]

    subscript(name: String) -> GrammarField? { fields.first { $0.name == name } }
}

struct GrammarField: Sendable {
    let name: String
    let type: GrammarType
    let isRequired: Bool
    /// Azure ML writes it in what it shows; it is taken without a word.
    let isReadOnly: Bool
}
