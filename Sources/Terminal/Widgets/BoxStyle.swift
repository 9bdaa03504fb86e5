/// The shapes of a border.
package enum BoxStyle: String, Sendable, CaseIterable {
    case rounded, square
    /// Around the pane that has the focus: told apart without colour.
    case heavy
    case ascii
    /// The heavy border in seven bits.
    case asciiHeavy

    /// The border of a pane in a glyph set; `calm` is what the theme wants around panes without the focus.
    package static func frame(focused: Bool, calm: BoxStyle = .rounded, glyphs: GlyphSet) -> BoxStyle {
        switch glyphs {
        case .ascii: focused ? .asciiHeavy : .ascii
        case .block: focused ? .heavy : .square
        case .unicode: focused ? .heavy : calm
        }
    }

    package var topLeft: Character { shapes.0 }
    package var topRight: Character { shapes.1 }
    package var bottomLeft: Character { shapes.2 }
    package var bottomRight: Character { shapes.3 }
    package var horizontal: Character { shapes.4 }
    package var vertical: Character { shapes.5 }

    /// What cuts titles short in the same bits.
    var glyphs: GlyphSet { self == .ascii || self == .asciiHeavy ? .ascii : .unicode }

    private var shapes: (Character, Character, Character, Character, Character, Character) {
        switch self {
        case .rounded: ("╭", "╮", "╰", "╯", "─", "│")
        case .square: ("┌", "┐", "└", "┘", "─", "│")
        case .heavy: ("┏", "┓", "┗", "┛", "━", "┃")
        case .ascii: ("+", "+", "+", "+", "-", "|")
        case .asciiHeavy: ("+", "+", "+", "+", "=", "|")
        }
    }
}
