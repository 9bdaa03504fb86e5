/// A line of text from elsewhere as it may be drawn: colours and attributes (SGR) kept as styles, tabs expanded, every
/// other escape sequence left out, other control characters and what turns the direction of text shown as U+FFFD.
package struct TerminalText: Sendable, Hashable {
    /// A stretch in one style.
    package struct Run: Sendable, Hashable {
        package fileprivate(set) var text: String
        package let style: Style
        package fileprivate(set) var cells: Int

        package init(_ text: String, style: Style = .plain) {
            self.init(text, style: style, cells: text.cellWidth)
        }

        fileprivate init(_ text: String, style: Style, cells: Int) {
            self.text = text
            self.style = style
            self.cells = cells
        }
    }

    package private(set) var runs: [Run] = []
    package private(set) var cellWidth = 0
    /// More of the line follows than was asked for.
    package private(set) var isCut = false

    /// No line is drawn wider: what is further right is reached by scrolling.
    package static let widest = 4_096

    package init() {}

    /// Reads at most `limit` cells after the first `skipped`. Only those are kept, so that a line of a megabyte costs its
    /// reading and no more.
    package init(
        _ foreign: String, skipping skipped: Int = 0, limit: Int = TerminalText.widest, colours: Bool = true
    ) {
        let limit = min(max(0, limit), Self.widest)
        let skipped = max(0, skipped)
        guard !readPlain(foreign, skipping: skipped, limit: limit) else { return }
        var window = Window(first: skipped, end: skipped > Int.max - limit ? .max : skipped + limit)
        var reader = EscapeReader(foreign)
        var style = Style.plain
        var stretch = String.UnicodeScalarView()
        while !isCut, let step = reader.next() {
            switch step {
            case .removed: continue
            case .sgr(let parameters):
                guard colours else { continue }
                append(stretch, style, in: &window)
                stretch.removeAll()
                SGR.apply(parameters, to: &style)
            case .scalar("\t"):
                append(stretch, style, in: &window)
                stretch.removeAll()
                for _ in 0..<(8 - window.column % 8) where !isCut { append(.space, cells: 1, style, in: &window) }
            case .scalar(let scalar):
                // Never between a base and its marks.
                if stretch.count >= 512, scalar.value < 0x80 {
                    append(stretch, style, in: &window)
                    stretch.removeAll()
                }
                stretch.append(GlyphWidth.turnsText(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        append(stretch, style, in: &window)
    }

    /// The text alone.
    package var plain: String { runs.map(\.text).joined() }

    // MARK: Reading

    private struct Window {
        let first: Int
        let end: Int
        var column = 0
    }

    /// Most lines are ASCII without escapes: cut by bytes.
    private mutating func readPlain(_ foreign: String, skipping skipped: Int, limit: Int) -> Bool {
        let bytes = foreign.utf8
        guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return false }
        let rest = bytes.dropFirst(skipped)
        let shown = rest.prefix(limit)
        isCut = shown.endIndex < rest.endIndex
        if let text = String(shown), !text.isEmpty {
            cellWidth = text.utf8.count
            runs = [Run(text, style: .plain, cells: cellWidth)]
        }
        return true
    }

    private mutating func append(_ stretch: String.UnicodeScalarView, _ style: Style, in window: inout Window) {
        var glyphs = GlyphCutter(stretch.makeIterator())
        while !isCut, let (glyph, cells) = glyphs.next() { append(glyph, cells: cells, style, in: &window) }
    }

    private mutating func append(_ glyph: Glyph, cells: Int, _ style: Style, in window: inout Window) {
        let start = window.column
        window.column += cells
        if window.column <= window.first { return }
        guard window.column <= window.end else {
            isCut = true
            return
        }
        // The right half of a wide glyph whose left half is scrolled away.
        if start < window.first { append(.space, cells: 1, style) } else { append(glyph, cells: cells, style) }
    }

    private mutating func append(_ glyph: Glyph, cells: Int, _ style: Style) {
        cellWidth += cells
        if let last = runs.indices.last, runs[last].style == style {
            glyph.append(to: &runs[last].text)
            runs[last].cells += cells
        } else {
            runs.append(Run(glyph.text, style: style, cells: cells))
        }
    }

    // MARK: Cutting

    /// Rows of at most `width` cells; one empty row for an empty line, none where there is no width.
    package func wrapped(to width: Int) -> [TerminalText] {
        guard width > 0 else { return [] }
        guard cellWidth > width else { return [self] }
        var rows: [TerminalText] = []
        var row = TerminalText()
        for run in runs {
            for (glyph, cells) in Glyphs(run.text) {
                if row.cellWidth + min(cells, width) > width {
                    rows.append(row)
                    row = TerminalText()
                }
                // A wide glyph has no place in a single column.
                if cells > width {
                    row.append(.replacement, cells: 1, run.style)
                } else {
                    row.append(glyph, cells: cells, run.style)
                }
            }
        }
        row.isCut = isCut
        rows.append(row)
        return rows
    }

    /// Without the first `count` cells.
    package func dropping(_ count: Int) -> TerminalText {
        guard count > 0 else { return self }
        var result = TerminalText()
        var window = Window(first: count, end: .max)
        for run in runs { result.append(run.text.unicodeScalars, run.style, in: &window) }
        result.isCut = isCut
        return result
    }
}

extension Surface {
    /// Draws a line of foreign text, its own style over `base`, and returns how many cells it took.
    @discardableResult
    package mutating func put(_ text: TerminalText, x: Int, y: Int, style base: Style, width: Int = .max) -> Int {
        var taken = 0
        for run in text.runs where taken < width {
            let room = width == .max ? Int.max : width - taken
            let cells = put(run.text, x: x + taken, y: y, style: run.style.over(base), width: room)
            taken += cells
            if cells < run.cells { break }
        }
        return taken
    }
}
