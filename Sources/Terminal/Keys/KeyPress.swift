/// A key with the modifiers a terminal can tell.
package struct KeyPress: Hashable, Sendable {
    package let key: Key
    package let modifiers: Modifiers

    package init(_ key: Key, _ modifiers: Modifiers = []) {
        self.key = key
        self.modifiers = modifiers
    }

    package static func character(_ character: Character) -> KeyPress { KeyPress(.character(character)) }
    package static func control(_ character: Character) -> KeyPress { KeyPress(.character(character), .control) }
    package static func alt(_ character: Character) -> KeyPress { KeyPress(.character(character), .alt) }

    package struct Modifiers: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let control = Modifiers(rawValue: 1)
        package static let alt = Modifiers(rawValue: 2)
        /// Only where the terminal tells it apart: Shift-Tab, shifted arrows.
        package static let shift = Modifiers(rawValue: 4)
    }
}

package enum Key: Hashable, Sendable {
    /// Lower case with Control: a terminal does not tell Control-A from Control-a.
    case character(Character)
    case enter, escape, tab, backspace, delete, insert
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
}

/// What comes in from the terminal.
package enum InputEvent: Hashable, Sendable {
    case key(KeyPress)
    /// Bracketed paste: one edit, never keys.
    case paste(String)
    case focus(Bool)
    case mouse(MouseEvent)
}

package struct MouseEvent: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case press, release, drag, wheelUp, wheelDown
    }

    package let kind: Kind
    package let position: Point

    package init(_ kind: Kind, at position: Point) {
        self.kind = kind
        self.position = position
    }
}
