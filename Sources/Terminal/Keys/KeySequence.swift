/// Keys pressed one after the other that mean one thing: `y p`, `^W h`, or with any capital letter at the end, `m A-Z`.
package struct KeySequence: Hashable, Sendable {
    package let keys: [KeyPress]
    /// After the keys comes a capital letter of the person's choice.
    package let takesLetter: Bool

    private static let anyLetter = "A-Z"

    /// Nil for no keys.
    package init?(_ keys: [KeyPress], takesLetter: Bool = false) {
        guard !keys.isEmpty else { return nil }
        self.keys = keys
        self.takesLetter = takesLetter
    }

    package init(_ key: KeyPress) {
        keys = [key]
        takesLetter = false
    }

    /// Keys with spaces between them; nil when one of them is none.
    package init?(parsing text: some StringProtocol) {
        var words = ArraySlice(text.split(separator: " "))
        let takesLetter = words.last.map { $0 == Self.anyLetter } ?? false
        if takesLetter { words.removeLast() }
        var keys: [KeyPress] = []
        for word in words {
            guard let key = KeyPress(parsing: word) else { return nil }
            keys.append(key)
        }
        self.init(keys, takesLetter: takesLetter)
    }

    package var text: String { text(after: 0) }

    /// The first of several presses; nil where there is but one.
    package var beginning: String? { keys.count > 1 || takesLetter ? keys[0].text : nil }

    /// What is still to be pressed after so many keys.
    package func text(after count: Int) -> String {
        (keys.dropFirst(count).map(\.text) + (takesLetter ? [Self.anyLetter] : [])).joined(separator: " ")
    }

    /// What was pressed is this.
    package func matches(_ pressed: [KeyPress]) -> Bool {
        guard takesLetter else { return pressed == keys }
        return pressed.count == keys.count + 1 && pressed.starts(with: keys) && pressed.last?.capital != nil
    }

    /// Whether the other could never be pressed to its end, or is this one.
    package func hides(_ other: KeySequence) -> Bool {
        self == other || matches(other.keys) || (!takesLetter && other.starts(with: keys))
    }

    /// What was pressed may become this.
    package func starts(with pressed: [KeyPress]) -> Bool {
        keys.starts(with: pressed) && (takesLetter || pressed.count < keys.count)
    }
}

extension KeyPress {
    /// The letter, when it is a capital one from A to Z.
    package var capital: Character? {
        guard case .character(let character) = key, modifiers.isEmpty, ("A"..."Z").contains(character) else { return nil }
        return character
    }
}
