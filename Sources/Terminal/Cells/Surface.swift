/// A grid of cells to draw on: everything the studio shows is drawn here, with no terminal in sight. Drawing is clipped to
/// the surface and to the clip in force, so no caller needs to count.
package struct Surface: Sendable, Equatable {
    package let size: Size
    package private(set) var cells: [Cell]
    /// Where the terminal's cursor stands; nil hides it.
    package var cursor: Point?
    private var clip: Rect

    package init(_ size: Size, style: Style = .plain) {
        self.size = size
        cells = Array(repeating: Cell(.space, style), count: size.width * size.height)
        clip = Rect(size)
    }

    package static func == (lhs: Surface, rhs: Surface) -> Bool {
        lhs.size == rhs.size && lhs.cells == rhs.cells && lhs.cursor == rhs.cursor
    }

    /// The cell at a place on the surface.
    package subscript(x: Int, y: Int) -> Cell {
        cells[y * size.width + x]
    }

    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.width..<(y + 1) * size.width]
    }

    /// Draws with nothing outside of `rect` touched.
    @discardableResult
    package mutating func clipped<Result>(to rect: Rect, _ draw: (inout Surface) throws -> Result) rethrows -> Result {
        let outer = clip
        clip = outer.intersection(rect)
        defer { clip = outer }
        return try draw(&self)
    }

    // MARK: Drawing

    /// Draws text from a place to the right, at most `width` cells of it, and returns how many it took. Tabs and what
    /// else is no text are not expected here: foreign text goes through `TerminalText` first.
    @discardableResult
    package mutating func put(_ text: some StringProtocol, x: Int, y: Int, style: Style, width: Int = .max) -> Int {
        let limit = width == .max ? Int.max : x + width
        var column = x
        for (glyph, cells) in Glyphs(text) {
            guard column + cells <= limit else { break }
            put(glyph, cells: cells, x: column, y: y, style: style)
            column += cells
        }
        return column - x
    }

    /// Draws one glyph of one or two cells. Half a glyph is never left: what it would cut becomes a space.
    package mutating func put(_ glyph: Glyph, cells count: Int = 1, x: Int, y: Int, style: Style) {
        guard y >= clip.y, y < clip.maxY, x < clip.maxX, x + count > clip.x else { return }
        guard x >= clip.x, x + count <= clip.maxX else {
            for column in max(x, clip.x)..<min(x + count, clip.maxX) { write(Cell(.space, style), column, y) }
            return
        }
        write(Cell(glyph, style), x, y)
        if count == 2 { write(Cell(.continuation, style), x + 1, y) }
    }

    package mutating func fill(_ rect: Rect, _ glyph: Glyph = .space, style: Style) {
        let area = rect.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX { write(Cell(glyph, style), x, y) }
        }
    }

    /// Changes the style of what stands there, and leaves the text.
    package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        let area = rect.intersection(clip)
        for y in area.y..<area.maxY {
            for x in area.x..<area.maxX {
                cells[y * size.width + x].style = change(cells[y * size.width + x].style)
            }
        }
    }

    private mutating func write(_ cell: Cell, _ x: Int, _ y: Int) {
        let index = y * size.width + x
        // A wide glyph of which one half is overwritten loses the other.
        if cells[index].glyph.isContinuation, !cell.glyph.isContinuation, x > 0 {
            cells[index - 1].glyph = .space
        }
        if !cell.glyph.isContinuation, x + 1 < size.width, cells[index + 1].glyph.isContinuation {
            cells[index + 1].glyph = .space
        }
        cells[index] = cell
    }

    // MARK: Reading back

    /// The rows as text, for tests, `--plain` and saved screens.
    package var lines: [String] {
        (0..<size.height).map { y in row(y).map(\.glyph.text).joined() }
    }
}
