import Terminal

/// A screen with its looks at several depths of colour, as text: below each row of text a row of letters, one for each
/// cell, and at the end what each letter means at each depth. A dot is the theme's plain text.
struct StyledPicture {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

    let lines: [String]

    /// - Parameter screens: one screen at several depths, each with the style of its plain text.
    init(_ screens: [(depth: ColourDepth, surface: Surface, plain: Style)]) {
        guard let first = screens.first?.surface else {
            lines = []
            return
        }
        // A look is what a cell is at every depth.
        let plain = screens.map(\.plain)
        var known = [plain: Character(".")]
        var looks: [(letter: Character, styles: [Style])] = []
        var rows: [String] = []
        for y in 0..<first.size.height {
            rows.append("  " + Self.trimmed(first.lines[y], of: " "))
            let depths = screens.map { $0.surface.row(y).map(\.style) }
            let row = (0..<first.size.width).map { x in
                let styles = depths.map { $0[x] }
                if let letter = known[styles] { return letter }
                let letter = Self.letters[looks.count]
                known[styles] = letter
                looks.append((letter, styles))
                return letter
            }
            let letters = Self.trimmed(String(row), of: ".")
            if !letters.isEmpty { rows.append("~ " + letters) }
        }
        let depths = screens.map(\.depth)
        let legend = [(".", plain)] + looks.map { (String($0.letter), $0.styles) }
        lines = rows + [""] + legend.map { "\($0)  \(Self.words(for: $1, at: depths))" }
    }

    /// `m bold   6 fg 4, bold   pd fg 12`: depths that look the same are told together.
    private static func words(for styles: [Style], at depths: [ColourDepth]) -> String {
        var told: [(depths: String, words: String)] = []
        for (depth, words) in zip(depths, styles.map(words(for:))) {
            if told.last?.words == words {
                told[told.count - 1].depths += label(depth)
            } else {
                told.append((label(depth), words))
            }
        }
        return told.map { "\($0) \($1)" }.joined(separator: "   ")
    }

    private static func label(_ depth: ColourDepth) -> String {
        switch depth {
        case .mono: "m"
        case .sixteen: "6"
        case .palette: "p"
        case .direct: "d"
        }
    }

    private static func words(for style: Style) -> String {
        let attributes: [(Style.Attributes, String)] = [
            (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"), (.reverse, "reverse"),
            (.strikethrough, "strikethrough"),
        ]
        let parts = [colour(style.foreground).map { "fg \($0)" }, colour(style.background).map { "bg \($0)" }]
            .compactMap(\.self) + attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        return parts.isEmpty ? "plain" : parts.joined(separator: ", ")
    }

    private static func colour(_ colour: Colour) -> String? {
        switch colour.kind {
        case .terminal: nil
        case .palette(let number): "\(number)"
        case .rgb(let red, let green, let blue):
            "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    private static func trimmed(_ line: String, of filler: Character) -> String {
        String(line.reversed().drop { $0 == filler }.reversed())
    }
}
