/// Histories one above the other, each cell as dark as its value: ` ░▒▓█`, ` .:*#`.
package struct HeatMap: Sendable, Hashable {
    package struct Row: Sendable, Hashable {
        package let label: String
        /// 0 to 1; nil (or not a number) is a gap.
        package let values: [Double?]

        package init(_ label: String, _ values: [Double?]) {
            self.label = label
            self.values = values
        }
    }

    package var rows: [Row]
    package var glyphs: GlyphSet

    package init(_ rows: [Row], glyphs: GlyphSet = .unicode) {
        self.rows = rows
        self.glyphs = glyphs
    }

    /// 0 to 4: only nothing is blank.
    package static func level(of value: Double) -> Int {
        value.isNaN ? 0 : Int((min(max(value, 0), 1) * 4).rounded(.up))
    }

    package func text(of row: Row, width: Int) -> String {
        let shades: [Character] = glyphs == .ascii ? [" ", ".", ":", "*", "#"] : [" ", "░", "▒", "▓", "█"]
        let buckets = row.values.bucketed(into: width)
        return String(repeating: " ", count: max(0, width - buckets.count))
            + String(buckets.map { $0.map { shades[Self.level(of: $0)] } ?? " " })
    }

    /// As many rows as there is room for, labels in a column of their own. `style` gives a level, 0 to 4, its colour.
    package func draw(on surface: inout Surface, in rect: Rect, label: Style, style: (Int) -> Style) {
        let widest = rows.map(\.label.cellWidth).max() ?? 0
        let gutter = min(widest == 0 ? 0 : widest + 1, rect.width / 2)
        let shades = (0...4).map(style)
        for (index, row) in rows.prefix(rect.height).enumerated() {
            let y = rect.y + index
            surface.put(row.label.fitted(to: gutter - 1, glyphs: glyphs), x: rect.x, y: y, style: label)
            let width = rect.width - gutter
            let buckets = row.values.bucketed(into: width)
            var x = rect.x + rect.width - buckets.count
            for (shade, value) in zip(text(of: row, width: width).suffix(buckets.count), buckets) {
                let level = value.map(Self.level) ?? 0
                surface.put(GlyphWidth.measure(shade).glyph, x: x, y: y, style: shades[level])
                x += 1
            }
        }
    }
}
