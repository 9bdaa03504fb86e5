extension LineChart {
    func drawAxes(on surface: inout Surface, in rect: Rect, _ layout: Layout, _ styles: Styles) {
        let plot = layout.plot
        let isASCII = options.glyphs == .ascii
        if layout.axisX >= rect.x {
            surface.fill(
                Rect(x: layout.axisX, y: plot.y, width: 1, height: plot.height), isASCII ? Glyph("|") : Glyph("│"),
                style: styles.axis)
            for (row, text) in yLabels(layout) {
                let text = text.padded(to: layout.axisX - rect.x, .right, glyphs: options.glyphs)
                surface.put(text, x: rect.x, y: plot.y + row, style: styles.label)
                surface.put(isASCII ? Glyph("+") : Glyph("┤"), x: layout.axisX, y: plot.y + row, style: styles.axis)
            }
        }
        guard layout.hasXAxis else { return }
        surface.fill(
            Rect(x: plot.x, y: plot.maxY, width: plot.width, height: 1), isASCII ? Glyph("-") : Glyph("─"),
            style: styles.axis)
        surface.put(isASCII ? Glyph("`") : Glyph("└"), x: layout.axisX, y: plot.maxY, style: styles.axis)
        if layout.hasXLabels { drawXLabels(on: &surface, layout, styles) }
    }

    /// From above; a row has one label, and a label one row.
    private func yLabels(_ layout: Layout) -> [(row: Int, text: String)] {
        guard !layout.isEmpty, layout.plot.height > 0 else { return [] }
        var labels: [Int: String] = [:]
        var seen = Set<String>()
        // The ends first: they say how far the axis reaches.
        let ticks = layout.yScale.ticks
        let ordered = [ticks.last, ticks.first].compactMap(\.self) + ticks.dropFirst().dropLast()
        for tick in ordered {
            guard let share = layout.yScale.share(of: tick.value) else { continue }
            let row = Int(((1 - min(max(share, 0), 1)) * Double(layout.plot.height - 1)).rounded())
            // Two rows between labels; the axis reaches over finer round numbers than it has room to say.
            guard labels.keys.allSatisfy({ abs($0 - row) > 2 || labels.count < 2 && $0 != row }) else { continue }
            guard labels[row] == nil, seen.insert(tick.text).inserted else { continue }
            labels[row] = tick.text
        }
        return labels.sorted { $0.key < $1.key }.map { (row: $0.key, text: $0.value) }
    }

    // MARK: The x axis

    /// The first and the last, and round values between them where a chart is wide.
    private func drawXLabels(on surface: inout Surface, _ layout: Layout, _ styles: Styles) {
        guard options.xTicks.isEmpty else { return drawTicks(on: &surface, layout, styles) }
        let plot = layout.plot
        let y = plot.maxY + 1
        let scale = layout.xScale
        let name = options.xName.isEmpty ? "" : options.xName + " "
        let first = (name + label(scale.low, in: scale)).fitted(to: plot.width, glyphs: options.glyphs)
        let last = label(scale.high, in: scale)
        surface.put(first, x: plot.x, y: y, style: styles.label)
        var free = plot.x + first.cellWidth + 2
        let end = plot.maxX - last.cellWidth
        guard end >= free, !marks.isEmpty || !series.allSatisfy(\.samples.isEmpty) else { return }
        surface.put(last, x: end, y: y, style: styles.label)
        guard plot.width >= 60 else { return }
        for tick in ChartScale(around: scale.low...scale.high, ticks: plot.width / 20).ticks {
            guard let share = scale.share(of: tick.value), share > 0, share < 1 else { continue }
            let text = label(tick.value, in: scale)
            let x = plot.x + Int((share * Double(plot.width - 1)).rounded()) - text.cellWidth / 2
            guard x >= free, x + text.cellWidth + 2 <= end else { continue }
            surface.put(text, x: x, y: y, style: styles.label)
            free = x + text.cellWidth + 2
        }
    }

    private func label(_ value: Double, in scale: ChartScale) -> String {
        switch options.xLabels {
        case .number:
            // As many decimals as tell the ends apart.
            let span = scale.high - scale.low
            if value == value.rounded(), value.magnitude < 1e7 { return ChartNumber.text(value, decimals: 0) }
            guard span > 0, span.isFinite else { return ChartNumber.short(value) }
            return ChartNumber.text(value, decimals: ChartScale.decimals(of: span / 100))
        case .secondsAgo:
            if value.magnitude < 0.5 { return "now" }
            let size = value.magnitude
            let (amount, unit) =
                size < 120 ? (size, "s") : size < 7_200 ? (size / 60, "m") : size < 172_800 ? (size / 3_600, "h") : (size / 86_400, "d")
            return (value < 0 ? "-" : "+") + ChartNumber.text(amount.rounded(), decimals: 0) + unit
        case .elapsed:
            guard value.magnitude < 1e9 else { return ChartNumber.short(value) }
            let seconds = Int(value.magnitude.rounded())
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let clock = "\(two(seconds / 60 % 60)):\(two(seconds % 60))"
            return (value < 0 ? "-" : "") + (seconds >= 3_600 ? "\(seconds / 3_600):\(clock)" : clock)
        }
    }
}
