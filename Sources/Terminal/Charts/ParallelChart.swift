/// Axes side by side, and across them a line for each thing that has a place on them: many measures of many things at once.
package struct ParallelChart: Sendable, Hashable {
    package struct Axis: Sendable, Hashable {
        package let title: String
        package let labels: [Label]

        package init(title: String, labels: [Label]) {
            self.title = title
            self.labels = labels
        }
    }

    package struct Label: Sendable, Hashable {
        /// 0 at the foot of the axis, 1 at its top.
        package let share: Double
        package let text: String

        package init(share: Double, text: String) {
            self.share = share
            self.text = text
        }
    }

    package struct Line: Sendable, Hashable {
        /// One for each axis; nil where it has no place on that one, and the line is interrupted.
        package let shares: [Double?]
        /// Its place among the styles of lines.
        package let style: Int
        /// Stands at its end, on the last axis.
        package let sign: LineChart.Mark.Sign?

        package init(shares: [Double?], style: Int = 0, sign: LineChart.Mark.Sign? = nil) {
            self.shares = shares
            self.style = style
            self.sign = sign
        }
    }

    package struct Styles: Sendable, Hashable {
        package var axis: Style
        package var label: Style
        package var title: Style
        /// Taken in turn.
        package var lines: [Style]

        package init(axis: Style = .plain, label: Style = .plain, title: Style = .plain, lines: [Style] = []) {
            self.axis = axis
            self.label = label
            self.title = title
            self.lines = lines
        }

        func line(_ number: Int) -> Style { lines.isEmpty ? .plain : lines[number % lines.count] }
    }

    package var axes: [Axis]
    /// Later ones are drawn over earlier ones.
    package var lines: [Line]
    package var glyphs: GlyphSet

    package init(axes: [Axis], lines: [Line], glyphs: GlyphSet = .unicode) {
        self.axes = axes
        self.lines = lines
        self.glyphs = glyphs
    }

    /// As many axes as this width has room for: below that their labels would stand on each other.
    package static func room(in width: Int) -> Int { max(2, width / 12 + 1) }

    /// The columns of the axes, the first and the last at the ends.
    package func columns(in rect: Rect) -> [Int] {
        guard axes.count > 1 else { return axes.isEmpty ? [] : [rect.x] }
        // The last column is for the signs at the ends of lines.
        let width = max(0, rect.width - 3)
        return axes.indices.map { rect.x + $0 * width / (axes.count - 1) }
    }

    package func draw(on surface: inout Surface, in rect: Rect, styles: Styles) {
        guard rect.height >= 3, rect.width >= 8, !axes.isEmpty else { return }
        let (head, plot) = rect.split(top: 1)
        let columns = columns(in: rect)
        surface.clipped(to: rect) { surface in
            drawTitles(on: &surface, in: head, columns, styles)
            for x in columns {
                surface.fill(
                    Rect(x: x, y: plot.y, width: 1, height: plot.height), Glyph(glyphs == .ascii ? "|" : "│"), style: styles.axis)
            }
            drawLines(on: &surface, in: plot, columns, styles)
            drawLabels(on: &surface, in: plot, columns, styles)
        }
    }

    /// Each begins at its axis, the last one ends with the chart; none stands on the next.
    private func drawTitles(on surface: inout Surface, in head: Rect, _ columns: [Int], _ styles: Styles) {
        var end = head.maxX
        for (place, axis) in axes.enumerated().reversed() {
            let isLast = place == axes.count - 1 && place > 0
            let room = isLast ? columns[place] - columns[place - 1] - 1 : end - columns[place] - 1
            let text = axis.title.fitted(to: max(1, room), glyphs: glyphs)
            let x = isLast ? min(columns[place], head.maxX - text.cellWidth) : columns[place]
            surface.put(text, x: x, y: head.y, style: styles.title)
            end = x
        }
    }

    private func drawLines(on surface: inout Surface, in plot: Rect, _ columns: [Int], _ styles: Styles) {
        let width = (columns.last ?? plot.x) - plot.x + 1
        let across = DotCanvas.dotsAcross(glyphs)
        var canvas = DotCanvas(width: width, height: plot.height, glyphs: glyphs)
        for (number, line) in lines.enumerated() {
            var tracer = LineTracer(columns: canvas.columns, rows: canvas.rows)
            for (x, share) in zip(columns, line.shares) {
                guard let share, share.isFinite else {
                    tracer.interrupt()
                    continue
                }
                let column = (x - plot.x) * across
                tracer.add(x: Double(column) / Double(max(1, canvas.columns - 1)), y: min(max(share, 0), 1))
            }
            for column in 0..<canvas.columns where tracer.above[column] <= tracer.below[column] {
                canvas.fill(column: column, from: tracer.above[column], through: tracer.below[column], owner: Int32(number))
            }
        }
        for y in 0..<plot.height {
            for x in 0..<width {
                guard let glyph = canvas.glyph(x: x, y: y) else { continue }
                let owner = Int(canvas.owners[y * width + x])
                surface.put(glyph, x: plot.x + x, y: plot.y + y, style: styles.line(lines[owner].style))
            }
        }
        for line in lines {
            guard let sign = line.sign, let share = line.shares.last ?? nil, share.isFinite else { continue }
            let row = Int(((1 - min(max(share, 0), 1)) * Double(plot.height - 1)).rounded())
            surface.put(sign.glyph(glyphs), x: plot.x + width, y: plot.y + row, style: styles.line(line.style))
        }
    }

    /// Beside each axis, the last one's before it; a row has one label.
    private func drawLabels(on surface: inout Surface, in plot: Rect, _ columns: [Int], _ styles: Styles) {
        for (place, axis) in axes.enumerated() {
            let isLast = place == axes.count - 1 && place > 0
            let room = isLast ? columns[place] - columns[place - 1] - 2
                : place + 1 < columns.count ? columns[place + 1] - columns[place] - 2 : plot.maxX - columns[place] - 1
            var taken: Set<Int> = []
            for label in axis.labels {
                let row = Int(((1 - min(max(label.share, 0), 1)) * Double(plot.height - 1)).rounded())
                guard taken.insert(row).inserted else { continue }
                // A blank between it and the lines.
                let fitted = label.text.fitted(to: max(1, min(room, 20)), glyphs: glyphs)
                let text = isLast ? " " + fitted : fitted + " "
                let x = isLast ? columns[place] - text.cellWidth : columns[place] + 1
                surface.put(text, x: x, y: plot.y + row, style: styles.label)
            }
        }
    }
}
