extension LineChart {
    package func draw(on surface: inout Surface, in rect: Rect, styles: Styles) {
        guard !rect.isEmpty else { return }
        let layout = layout(in: rect)
        surface.clipped(to: rect) { surface in
            drawAxes(on: &surface, in: rect, layout, styles)
            drawPlot(on: &surface, layout, styles)
        }
    }

    // MARK: Lines

    private func drawPlot(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        let plot = layout.plot
        guard !plot.isEmpty else { return }
        drawCrosshair(on: &surface, layout, styles)
        guard !layout.isEmpty else {
            let isBelow = options.isLogarithmic && series.contains { $0.samples.contains { $0.y?.isFinite ?? false } }
            let text = (isBelow ? "nothing above 0" : "no data").fitted(to: plot.width, glyphs: options.glyphs)
            surface.put(
                text, x: plot.x + (plot.width - text.cellWidth) / 2, y: plot.y + plot.height / 2, style: styles.label)
            return
        }
        var canvas = DotCanvas(width: plot.width, height: plot.height, glyphs: options.glyphs)
        var ends: [End] = []
        let isSmoothed = options.smoothing > 0
        // First everything dim, then what is read: owners count from 0 for raw lines, from the series' count for smooth.
        if isSmoothed {
            for (number, one) in series.enumerated() {
                trace(one.samples, on: &canvas, owner: Int32(number), layout).marks(surface: &surface, self, layout, styles)
            }
        }
        for (number, one) in series.enumerated() {
            let tracer = trace(smoothed(one.samples), on: &canvas, owner: Int32(number + series.count), layout)
            if !isSmoothed { tracer.marks(surface: &surface, self, layout, styles) }
            if let end = tracer.end {
                ends.append(
                    End(
                        number: number, column: end.column / DotCanvas.dotsAcross(options.glyphs),
                        row: end.row / DotCanvas.dotsDown(options.glyphs)))
            }
        }
        for y in 0..<plot.height {
            for x in 0..<plot.width {
                guard let glyph = canvas.glyph(x: x, y: y) else { continue }
                let owner = Int(canvas.owners[y * plot.width + x])
                var style = styles.series(owner % series.count)
                if owner < series.count { style.attributes.insert(.dim) }
                surface.put(glyph, x: plot.x + x, y: plot.y + y, style: style)
            }
        }
        drawMarks(on: &surface, layout, styles)
        if layout.hasLetters { drawLetters(ends, on: &surface, plot, styles) }
    }

    private func smoothed(_ samples: [Sample]) -> [Sample] {
        guard options.smoothing > 0 else { return samples }
        let values = Smoothing.average(samples.map { isShown($0.y) ? $0.y : nil }, weight: options.smoothing)
        return zip(samples, values).map { Sample(x: $0.x, y: $1) }
    }

    private func trace(_ samples: [Sample], on canvas: inout DotCanvas, owner: Int32, _ layout: Layout) -> LineTracer {
        var tracer = LineTracer(columns: canvas.columns, rows: canvas.rows)
        var last = -Double.infinity
        for sample in samples {
            guard let x = layout.xScale.share(of: sample.x) else { continue }
            if sample.x < last { tracer.interrupt() }
            last = sample.x
            if let y = sample.y, isShown(y), let share = layout.yScale.share(of: y) {
                tracer.add(x: x, y: share)
            } else {
                tracer.interrupt()
                if let y = sample.y, !y.isFinite { tracer.mark(share: x) }
            }
        }
        for column in 0..<canvas.columns where tracer.above[column] <= tracer.below[column] {
            canvas.fill(column: column, from: tracer.above[column], through: tracer.below[column], owner: owner)
        }
        return tracer
    }

    private func drawCrosshair(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        guard let column = options.crosshair.flatMap({ layout.column(of: $0, options.glyphs) }) else { return }
        let line = options.glyphs == .ascii ? Glyph("|") : Glyph("┊")
        surface.fill(
            Rect(x: layout.plot.x + column, y: layout.plot.y, width: 1, height: layout.plot.height), line,
            style: styles.crosshair)
    }

    /// Where a line ends, in cells of the plot.
    private struct End {
        let number: Int
        let column: Int
        let row: Int
    }

    /// `◂a` beside the end of each line, in the nearest row where no other letter stands.
    private func drawLetters(_ ends: [End], on surface: inout Surface, _ plot: Rect, _ styles: Styles) {
        var placed: [End] = []
        for end in ends {
            let rows = (0..<plot.height).sorted { ($0 - end.row).magnitude < ($1 - end.row).magnitude }
            let free = rows.first { row in
                !placed.contains { $0.row == row && ($0.column - end.column).magnitude < 3 }
            }
            guard let row = free else { continue }
            placed.append(End(number: end.number, column: end.column, row: row))
            let arrow = options.glyphs == .ascii ? "<" : "◂"
            surface.put(
                arrow + String(series[end.number].letter), x: plot.x + end.column + 1, y: plot.y + row,
                style: styles.series(end.number), width: 2)
        }
    }
}

extension LineTracer {
    /// A sign at the foot of the plot where a value was not a number.
    fileprivate func marks(
        surface: inout Surface, _ chart: LineChart, _ layout: LineChart.Layout, _ styles: LineChart.Styles
    ) {
        let glyph = chart.options.glyphs == .ascii ? Glyph("x") : Glyph("∅")
        for column in broken {
            let x = layout.plot.x + column / DotCanvas.dotsAcross(chart.options.glyphs)
            surface.put(glyph, x: x, y: layout.plot.maxY - 1, style: styles.label)
        }
    }
}
