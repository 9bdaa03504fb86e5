/// Keys pressed one after the other that mean one thing: `y p`, `^W h`, `m A`.
package struct KeySequence: Hashable, Sendable {
    package let keys: [KeyPress]

    /// Nil for no keys.
    package init?(_ keys: [KeyPress]) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
    }

    package init(_ key: KeyPress) {
        keys = [key]
    }

    /// Keys with spaces between them; nil when one of them is none.
    package init?(parsing text: some StringProtocol) {
        var keys: [KeyPress] = []
        for word in text.split(separator: " ") {
            guard let key = KeyPress(parsing: word) else { return nil }
            keys.append(key)
        }
        self.init(keys)
    }

    package var text: String { keys.map(\.text).joined(separator: " ") }

    /// What was pressed may become this.
    package func starts(with pressed: [KeyPress]) -> Bool { keys.starts(with: pressed) }
}
