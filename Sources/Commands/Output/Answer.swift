package import Domain

/// What a verb has to say on standard output.
package struct Answer: Sendable {
    /// Nil prints nothing, in any form.
    package let value: JSONValue?
    /// What a table of it shows; empty shows every plain value, as `az` does.
    package let columns: [Column]

    package init(_ value: JSONValue?, columns: [Column] = []) {
        self.value = value
        self.columns = columns
    }

    package static let nothing = Answer(nil)
}

/// A column of a table: its title, and the dotted path to its value.
package struct Column: Sendable, Hashable {
    package let title: String
    package let path: [String]

    package init(_ title: String, _ path: String) {
        self.title = title
        self.path = path.split(separator: ".").map(String.init)
    }

    func value(in row: JSONValue) -> JSONValue {
        path.reduce(row) { value, key in value[key] ?? .null }
    }
}
