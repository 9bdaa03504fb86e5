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
        guard width > 0 else { return 0 }
        let limit = width > Int.max - max(0, x) ? Int.max : x + width
        // Most text is ASCII: its bytes are its cells.
        let plain = text.utf8.withContiguousStorageIfAvailable { putPlain($0, x: x, y: y, style: style, limit: limit) }
        var column = x
        var start = text.startIndex
        if let (taken, isWhole) = plain {
            if isWhole { return taken }
            column += taken
            start = text.utf8.index(start, offsetBy: taken)
        }
        var glyphs = GlyphCutter(text.unicodeScalars[start...].makeIterator())
        while let (glyph, cells) = glyphs.next(), column + cells <= limit {
            put(glyph, cells: cells, x: column, y: y, style: style)
            column += cells
        }
        return column - x
    }

    /// The leading bytes that are plain ASCII, and whether that was all there is to draw. A letter before a byte that is
    /// not ASCII is left out: that may be its mark.
    private mutating func putPlain(
        _ bytes: UnsafeBufferPointer<UInt8>, x: Int, y: Int, style: Style, limit: Int
    ) -> (taken: Int, isWhole: Bool) {
        let room = limit == .max ? bytes.count : min(bytes.count, limit - x)
        var count = 0
        while count < room, bytes[count] >= 0x20, bytes[count] < 0x7F { count += 1 }
        var isWhole = count == room
        if count > 0, count < bytes.count, bytes[count] >= 0x80 {
            isWhole = false
            count -= 1
        }
        let first = max(x, clip.x)
        let end = min(x + count, clip.maxX)
        if y >= clip.y, y < clip.maxY, first < end {
            let row = y * size.width
            release(from: first, to: end, y: y)
            cells.withUnsafeMutableBufferPointer { cells in
                for column in first..<end {
                    cells[row + column] = Cell(Glyph(ascii: bytes[column - x]), style)
                }
            }
        }
        return (count, isWhole)
    }

    /// Draws one glyph of one or two cells. Half a glyph is never left: what it would cut becomes a space.
    package mutating func put(_ glyph: Glyph, cells count: Int = 1, x: Int, y: Int, style: Style) {
        guard y >= clip.y, y < clip.maxY, x < clip.maxX, x + count > clip.x else { return }
        guard x >= clip.x, x + count <= clip.maxX else {
            fill(Rect(x: x, y: y, width: count, height: 1), style: style)
            return
        }
        release(from: x, to: x + count, y: y)
        cells[y * size.width + x] = Cell(glyph, style)
        if count == 2 { cells[y * size.width + x + 1] = Cell(.continuation, style) }
    }

    package mutating func fill(_ rect: Rect, _ glyph: Glyph = .space, style: Style) {
        let area = rect.intersection(clip)
        guard !area.isEmpty else { return }
        let cell = Cell(glyph, style)
        for y in area.y..<area.maxY {
            release(from: area.x, to: area.maxX, y: y)
            let row = y * size.width
            cells.withUnsafeMutableBufferPointer { cells in
                for x in area.x..<area.maxX { cells[row + x] = cell }
            }
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

    /// Before cells are overwritten: a wide glyph that loses one half loses the other.
    private mutating func release(from first: Int, to end: Int, y: Int) {
        let row = y * size.width
        if first > 0, cells[row + first].glyph.isContinuation { cells[row + first - 1].glyph = .space }
        if end < size.width, cells[row + end].glyph.isContinuation { cells[row + end].glyph = .space }
    }

    // MARK: Reading back

    /// The rows as text, for tests, `--plain` and saved screens.
    package var lines: [String] {
        (0..<size.height).map { y in row(y).map(\.glyph.text).joined() }
    }
}
