extension LineChart {
    /// A point of its own that no line goes through: a dot of a scatter.
    package struct Mark: Sendable, Hashable {
        /// What tells it from the others where there are no colours.
        package enum Sign: Sendable, Hashable, Comparable {
            case open, dot, best, selected
        }

        package let x: Double
        package let y: Double
        package let sign: Sign
        /// Its place among the styles of series.
        package let style: Int

        package init(x: Double, y: Double, sign: Sign = .dot, style: Int = 0) {
            self.x = x
            self.y = y
            self.sign = sign
            self.style = style
        }
    }

    /// Those that must be seen last; what lies beyond the y axis stands at its end, with a sign that says so.
    func drawMarks(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        let plot = layout.plot
        for mark in marks.sorted(by: { $0.sign < $1.sign }) where isShown(mark.y) {
            guard let column = layout.column(of: mark.x, options.glyphs),
                let share = layout.yScale.share(of: mark.y)
            else { continue }
            // A hair outside is a matter of rounding.
            let isBeyond = share < -1e-9 || share > 1 + 1e-9
            let glyph = isBeyond ? Self.beyond(isAbove: share > 1, options.glyphs) : mark.sign.glyph(options.glyphs)
            let row = Int(((1 - min(max(share, 0), 1)) * Double(plot.height - 1)).rounded())
            surface.put(glyph, x: plot.x + column, y: plot.y + row, style: styles.series(mark.style))
        }
    }

    private static func beyond(isAbove: Bool, _ glyphs: GlyphSet) -> Glyph {
        if glyphs == .ascii { return Glyph(isAbove ? "^" : "v") }
        return Glyph(isAbove ? "▴" : "▾")
    }

    /// The given labels, each below its place: as they are where all fit, else cut where they stand regularly, else as many
    /// as there is room for.
    func drawTicks(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        let plot = layout.plot
        let whole = placed(options.xTicks, width: plot.width, layout)
        let columns = options.xTicks.compactMap { layout.column(of: $0.value, options.glyphs) }
        let apart = zip(columns, columns.dropFirst()).map { $1 - $0 }.min() ?? plot.width
        let isCut = whole.count < options.xTicks.count && apart >= 6
        for (x, text) in isCut ? placed(options.xTicks, width: apart - 1, layout) : whole {
            surface.put(text, x: x, y: plot.maxY + 1, style: styles.label)
        }
    }

    private func placed(_ ticks: [ChartScale.Tick], width: Int, _ layout: Layout) -> [(x: Int, text: String)] {
        let plot = layout.plot
        var (placed, free): ([(x: Int, text: String)], Int) = ([], plot.x)
        for tick in ticks {
            guard let column = layout.column(of: tick.value, options.glyphs) else { continue }
            let text = tick.text.fitted(to: max(1, width), glyphs: options.glyphs)
            let x = max(plot.x, min(plot.x + column - text.cellWidth / 2, plot.maxX - text.cellWidth))
            guard x >= free else { continue }
            placed.append((x, text))
            free = x + text.cellWidth + 1
        }
        return placed
    }
}

extension LineChart.Mark.Sign {
    /// As a table shows it too.
    package func glyph(_ glyphs: GlyphSet) -> Glyph {
        switch self {
        case .open: Glyph(glyphs == .ascii ? "." : "○")
        case .dot: Glyph(glyphs == .ascii ? "o" : "●")
        case .best: Glyph(glyphs == .ascii ? "*" : "★")
        case .selected: Glyph(glyphs == .ascii ? "@" : "◉")
        }
    }
}
