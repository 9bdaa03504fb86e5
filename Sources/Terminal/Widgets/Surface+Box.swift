extension Surface {
    /// Draws a border along the edge of `rect`, titles in it, and returns what is left inside. A box of one row or column
    /// is a line. Where titles lack room the trailing one goes first, then the title is cut.
    @discardableResult
    package mutating func box(_ rect: Rect, border: BoxStyle, style: Style, titles: BoxTitles) -> Rect {
        guard !rect.isEmpty else { return rect.inset() }
        let horizontal = GlyphWidth.measure(border.horizontal).glyph
        let vertical = GlyphWidth.measure(border.vertical).glyph
        let bottom = rect.maxY - 1
        let right = rect.maxX - 1
        if rect.height > 1, rect.width == 1 {
            fill(rect, vertical, style: style)
            return rect.inset()
        }
        fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), horizontal, style: style)
        if rect.height > 1 {
            fill(Rect(x: rect.x, y: bottom, width: rect.width, height: 1), horizontal, style: style)
            fill(Rect(x: rect.x, y: rect.y, width: 1, height: rect.height), vertical, style: style)
            fill(Rect(x: right, y: rect.y, width: 1, height: rect.height), vertical, style: style)
            put(String(border.topLeft), x: rect.x, y: rect.y, style: style)
            put(String(border.topRight), x: right, y: rect.y, style: style)
            put(String(border.bottomLeft), x: rect.x, y: bottom, style: style)
            put(String(border.bottomRight), x: right, y: bottom, style: style)
            putTrailing(titles.bottom, in: rect, y: bottom, after: 0, border, titles.bottomStyle ?? style)
        }
        putTitles(titles, in: rect, border, style)
        return rect.inset()
    }

    @discardableResult
    package mutating func box(
        _ rect: Rect, border: BoxStyle, style: Style, title: String = "", trailing: String = "", bottom: String = ""
    ) -> Rect {
        box(rect, border: border, style: style, titles: BoxTitles(title, trailing: trailing, bottom: bottom))
    }

    /// Draws a border and empties what is inside: what lies over other panes.
    @discardableResult
    package mutating func panel(
        _ rect: Rect, border: BoxStyle, style: Style, titles: BoxTitles, background: Style
    ) -> Rect {
        fill(rect, style: background)
        return box(rect, border: border, style: style, titles: titles)
    }

    // MARK: Titles

    /// Corner, one line, blank on each side of the text: what a title needs besides itself.
    private static var besides: Int { 6 }

    private mutating func putTitles(_ titles: BoxTitles, in rect: Rect, _ border: BoxStyle, _ style: Style) {
        let room = rect.width - Self.besides
        let wanted = titles.title.cellWidth
        // A title of eight cells says enough; below that the trailing text is not worth its place.
        let trailing = titles.trailing.cellWidth
        let together = min(wanted, 8) + trailing + (wanted > 0 ? 3 : 0)
        let hasTrailing = trailing > 0 && together <= room
        let left = hasTrailing ? room - trailing - 3 : room
        var end = 0
        if wanted > 0, left > 0 {
            let text = titles.title.fitted(to: left, glyphs: border.glyphs)
            put(" ", x: rect.x + 2, y: rect.y, style: style)
            let cells = put(text, x: rect.x + 3, y: rect.y, style: titles.titleStyle ?? style)
            put(" ", x: rect.x + 3 + cells, y: rect.y, style: style)
            end = 4 + cells
        }
        if hasTrailing {
            putTrailing(titles.trailing, in: rect, y: rect.y, after: end, border, titles.trailingStyle ?? style)
        }
    }

    private mutating func putTrailing(
        _ text: String, in rect: Rect, y: Int, after start: Int, _ border: BoxStyle, _ style: Style
    ) {
        let room = rect.width - max(start + 3, Self.besides)
        guard !text.isEmpty, room > 0 else { return }
        let shown = " " + text.fitted(to: room, glyphs: border.glyphs) + " "
        put(shown, x: rect.maxX - 2 - shown.cellWidth, y: y, style: style)
    }
}
