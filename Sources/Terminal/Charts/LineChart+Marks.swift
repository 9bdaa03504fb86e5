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

    /// Those that must be seen over the others.
    func drawMarks(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        let plot = layout.plot
        for mark in marks.sorted(by: { $0.sign < $1.sign }) where isShown(mark.y) {
            guard let column = layout.column(of: mark.x, options.glyphs),
                let share = layout.yScale.share(of: mark.y), share >= 0, share <= 1
            else { continue }
            let row = Int(((1 - share) * Double(plot.height - 1)).rounded())
            surface.put(
                mark.sign.glyph(options.glyphs), x: plot.x + column, y: plot.y + row, style: styles.series(mark.style))
        }
    }

    /// The given labels, each below its place, as far as there is room.
    func drawTicks(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        let (plot, y) = (layout.plot, layout.plot.maxY + 1)
        var free = plot.x
        for tick in options.xTicks {
            guard let column = layout.column(of: tick.value, options.glyphs) else { continue }
            let text = tick.text.fitted(to: max(1, plot.width), glyphs: options.glyphs)
            let x = min(plot.x + column - text.cellWidth / 2, plot.maxX - text.cellWidth)
            guard max(x, plot.x) >= free else { continue }
            surface.put(text, x: max(x, plot.x), y: y, style: styles.label)
            free = max(x, plot.x) + text.cellWidth + 1
        }
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
