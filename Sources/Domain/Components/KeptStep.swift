/// A component of a kind that is stored and shown, and not run.
package struct KeptStep: Codable, Sendable, Hashable {
    package var kind: ComponentKind
    /// The fields that not every component has, as the file has them: paths absolute, and in the place of each file
    /// that the document names what stands in it.
    package var document: JSONValue
    /// The code folders that the document names, by the way to the map that does: `task`, `jobs.train.component`, and
    /// "" for the document itself.
    package var codes: [String: CodeSource]

    package init(kind: ComponentKind, document: JSONValue, codes: [String: CodeSource] = [:]) {
        self.kind = kind
        self.document = document
        self.codes = codes
    }
}
