/// Maps that Azure ML's grammar has judged already.
extension Reading {
    /// Fills in what the fields can read. What the grammar takes and a field cannot read, an empty text, is nothing at
    /// all, and the readers of the fields named `aloud` say what they find.
    func fillJudged<Target>(
        _ target: inout Target, from node: DocumentNode, with fields: [Field<Target>], aloud: Set<String>
    ) {
        let known = Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in node.entries ?? [] where !entry.value.isNull {
            known[entry.key]?.read(&target, entry, aloud.contains(entry.key) ? self : silenced())
        }
    }
}
