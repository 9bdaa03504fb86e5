extension KeyPress {
    /// As keymap files and the help write keys: `a`, `A`, `^P` or `ctrl-p`, `alt-x`, `Enter`, `Esc`, `Space`, `S-Tab`,
    /// `F1`, `Up` or `↑`. Nil when it is none.
    package init?(parsing text: some StringProtocol) {
        var rest = Substring(text)
        var modifiers: Modifiers = []
        prefixes: while rest.count > 1 {
            if rest.hasPrefix("^") {
                modifiers.insert(.control)
                rest.removeFirst()
                continue
            }
            for (prefix, modifier) in Self.prefixes {
                guard rest.count > prefix.count, rest.prefix(prefix.count).lowercased() == prefix else { continue }
                modifiers.insert(modifier)
                rest.removeFirst(prefix.count)
                continue prefixes
            }
            break
        }
        guard let key = Key(parsing: rest) else { return nil }
        self.init(normalised: key, modifiers)
    }

    /// What a terminal sends for it: the shift of a letter is its upper case, Control tells no case, and Control-I,
    /// Control-M and Control-[ are Tab, Enter and Escape.
    private init(normalised key: Key, _ modifiers: Modifiers) {
        guard case .character(var character) = key else {
            self.init(key, modifiers)
            return
        }
        var modifiers = modifiers
        if modifiers.contains(.shift), character.isLetter, let upper = character.uppercased().first {
            character = upper
            modifiers.remove(.shift)
        }
        if modifiers.contains(.control), let lower = character.lowercased().first { character = lower }
        if modifiers.contains(.control), let named = Self.sameAsControl[character] {
            self.init(named, modifiers.subtracting(.control))
        } else {
            self.init(.character(character), modifiers)
        }
    }

    private static let sameAsControl: [Character: Key] = ["i": .tab, "m": .enter, "[": .escape]

    private static let prefixes: [(String, Modifiers)] = [
        ("ctrl-", .control), ("c-", .control), ("alt-", .alt), ("m-", .alt), ("shift-", .shift), ("s-", .shift),
    ]

    /// The shortest form that `init(parsing:)` reads back.
    package var text: String {
        var text = ""
        var name = key.text
        if modifiers.contains(.alt) { text += "Alt-" }
        if modifiers.contains(.shift) { text += "S-" }
        if modifiers.contains(.control) {
            if case .character(let character) = key {
                if character != " " { name = character.uppercased() }
                text += "^"
            } else {
                text += "Ctrl-"
            }
        }
        return text + name
    }
}

extension Key {
    init?(parsing text: Substring) {
        if text.count == 1, let character = text.first {
            if let arrow = Self.arrows[character] {
                self = arrow
                return
            }
            guard character != " ", character.unicodeScalars.allSatisfy({ !GlyphWidth.isControl($0) }) else { return nil }
            self = .character(character)
            return
        }
        let name = text.lowercased()
        if let key = Self.named[name] {
            self = key
        } else if name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...24).contains(number), !name.contains("+") {
            self = .function(number)
        } else {
            return nil
        }
    }

    package var text: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .enter: "Enter"
        case .escape: "Esc"
        case .tab: "Tab"
        case .backspace: "Backspace"
        case .delete: "Del"
        case .insert: "Ins"
        case .up: "Up"
        case .down: "Down"
        case .left: "Left"
        case .right: "Right"
        case .home: "Home"
        case .end: "End"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .function(let number): "F\(number)"
        }
    }

    private static let arrows: [Character: Key] = ["↑": .up, "↓": .down, "←": .left, "→": .right]

    private static let named: [String: Key] = [
        "enter": .enter, "return": .enter, "esc": .escape, "escape": .escape, "space": .character(" "), "tab": .tab,
        "backspace": .backspace, "del": .delete, "delete": .delete, "ins": .insert, "insert": .insert, "up": .up,
        "down": .down, "left": .left, "right": .right, "home": .home, "end": .end, "pgup": .pageUp,
        "pageup": .pageUp, "pgdn": .pageDown, "pgdown": .pageDown, "pagedown": .pageDown, "plus": .character("+"),
        "minus": .character("-"), "hash": .character("#"),
    ]
}
