import Terminal

/// A screen with its looks at several depths of colour, as text: below each row of text rows of letters, one for each cell,
/// and at the end what they mean at each depth. A dot is the theme's plain text. Depths with the same letters share a row.
struct StyledPicture {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    private var rows: [String] = []
    private var legend: [String] = []

    /// - Parameter screens: one screen at several depths, each with the style of its plain text.
    init(_ screens: [(depth: ColourDepth, surface: Surface, plain: Style)]) {
        guard let first = screens.first?.surface else { return }
        var known = screens.map { [$0.plain] }
        rows = (0..<first.size.height).flatMap { y in
            var looks: [(depths: String, letters: String)] = []
            for index in screens.indices {
                let row = screens[index].surface.row(y).map { Self.letter(for: $0.style, &known[index]) }
                let (depth, letters) = (Self.label(screens[index].depth), Self.trimmed(String(row)))
                if looks.last?.letters == letters {
                    looks[looks.count - 1].depths += depth
                } else {
                    looks.append((depth, letters))
                }
            }
            return ["     " + Self.trimmed(first.lines[y])] + looks.filter { !$0.letters.isEmpty }.map { depths, letters in
                String(repeating: " ", count: 4 - depths.count) + "\(depths) \(letters)"
            }
        }
        legend = zip(screens, known).flatMap { screen, styles in
            styles.enumerated().map { number, style in
                "\(Self.label(screen.depth)) \(number == 0 ? "." : Self.letters[number - 1])  \(Self.words(for: style))"
            }
        }
    }

    var lines: [String] { rows + [""] + legend }

    private static func letter(for style: Style, _ known: inout [Style]) -> Character {
        if let number = known.firstIndex(of: style) { return number == 0 ? "." : letters[number - 1] }
        known.append(style)
        return letters[known.count - 2]
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

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " || $0 == "." }.reversed())
    }
}
