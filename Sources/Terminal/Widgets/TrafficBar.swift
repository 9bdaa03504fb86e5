/// How the traffic of an endpoint is divided between two colours: `B▓▓▓▓▓░G`, `B=====-G`.
package struct TrafficBar: Sendable, Hashable {
    /// The share of the second colour, 0 to 1.
    package var green: Double
    package var glyphs: GlyphSet

    package init(green: Double, glyphs: GlyphSet = .unicode) {
        self.green = green
        self.glyphs = glyphs
    }

    /// How many of `width` cells are the second colour's. Whoever has any traffic has a cell: a canary of one percent must
    /// be seen.
    package func greenCells(of width: Int) -> Int {
        guard width > 0, !green.isNaN, green > 0 else { return 0 }
        guard green < 1 else { return width }
        let cells = Int((green * Double(width)).rounded())
        return width < 2 ? cells : min(max(cells, 1), width - 1)
    }

    /// With a letter at either end where there is room for them.
    package func draw(on surface: inout Surface, x: Int, y: Int, width: Int, blue: Style, green: Style) {
        let lettered = width >= 4
        let room = max(0, lettered ? width - 2 : width)
        let second = greenCells(of: room)
        let (on, off) = glyphs == .ascii ? ("=", "-") : ("▓", "░")
        var column = x
        if lettered { column += surface.put("B", x: column, y: y, style: blue) }
        column += surface.put(String(repeating: on, count: room - second), x: column, y: y, style: blue)
        column += surface.put(String(repeating: off, count: second), x: column, y: y, style: green)
        if lettered { surface.put("G", x: column, y: y, style: green) }
    }
}
