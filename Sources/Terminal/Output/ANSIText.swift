/// A surface as text with colours, for a screen that is saved or shown by `cat`.
package enum ANSIText {
    /// One line a row, each ending in the terminal's own style.
    package static func text(of surface: Surface, depth: ColourDepth = .direct) -> String {
        var text = ""
        for y in 0..<surface.size.height {
            var current = Style.plain
            for cell in surface.row(y) where !cell.glyph.isContinuation {
                if cell.style != current {
                    text += sequence(for: cell.style, depth: depth)
                    current = cell.style
                }
                cell.glyph.append(to: &text)
            }
            if current != .plain { text += "\u{1B}[0m" }
            text += "\n"
        }
        return text
    }

    /// Begins anew each time: what stood before does not matter.
    package static func sequence(for style: Style, depth: ColourDepth = .direct) -> String {
        var codes = ["0"]
        for (attribute, code) in attributes where style.attributes.contains(attribute) { codes.append(code) }
        codes += self.codes(of: style.foreground.quantised(to: depth), base: 30)
        codes += self.codes(of: style.background.quantised(to: depth), base: 40)
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static let attributes: [(Style.Attributes, String)] = [
        (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"), (.strikethrough, "9"),
    ]

    private static func codes(of colour: Colour, base: Int) -> [String] {
        switch colour.kind {
        case .terminal: []
        case .palette(let index) where index < 8: ["\(base + Int(index))"]
        case .palette(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
        case .palette(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }
}
