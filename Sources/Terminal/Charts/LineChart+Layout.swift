extension LineChart {
    /// Where the parts of the chart are, and what its axes reach over.
    struct Layout {
        let plot: Rect
        let xScale: ChartScale
        let yScale: ChartScale
        /// Where the labels of y end: the column of the axis.
        let axisX: Int
        let hasXAxis: Bool
        let hasXLabels: Bool
        let hasLetters: Bool
        let isEmpty: Bool

        /// The column in which a place on the x axis is drawn; nil where it is out of view.
        func column(of x: Double, _ glyphs: GlyphSet) -> Int? {
            guard let share = xScale.share(of: x), share >= 0, share <= 1, plot.width > 0 else { return nil }
            let across = DotCanvas.dotsAcross(glyphs)
            return Int((share * Double(plot.width * across - 1)).rounded()) / across
        }
    }

    /// The plot's own part of `rect`.
    package func plot(in rect: Rect) -> Rect { layout(in: rect).plot }

    /// What part of the x axis is shown.
    package var visibleX: ClosedRange<Double> {
        if let range = options.xRange, range.lowerBound.isFinite, range.upperBound.isFinite { return range }
        var (low, high) = (Double.infinity, -Double.infinity)
        for one in series {
            for sample in one.samples where sample.x.isFinite {
                low = min(low, sample.x)
                high = max(high, sample.x)
            }
        }
        for mark in marks where mark.x.isFinite {
            low = min(low, mark.x)
            high = max(high, mark.x)
        }
        return low <= high ? low...high : 0...1
    }

    func layout(in rect: Rect) -> Layout {
        let visible = visibleX
        // Axes are for charts that have the room.
        let hasXAxis = rect.height >= 4
        let hasXLabels = rect.height >= 5
        let height = rect.height - (hasXAxis ? 1 : 0) - (hasXLabels ? 1 : 0)
        let shown = visibleY(within: visible)
        // More round numbers than there are labels for bring the bounds closer to the values.
        let ticks = max(6, (height + 3) / 4)
        let values = shown ?? (options.isLogarithmic ? 1...10 : 0...1)
        let yScale =
            options.yRange == shown
            ? ChartScale(exactly: values, ticks: ticks, logarithmic: options.isLogarithmic)
            : ChartScale(around: values, ticks: ticks, logarithmic: options.isLogarithmic)
        let labels = yScale.ticks.map(\.text.cellWidth).max() ?? 0
        let hasLetters = (options.showsLetters ?? (series.count > 1)) && rect.width >= labels + 12
        let hasYLabels = rect.width >= labels + 8
        let gutter = hasYLabels ? labels + 1 : 0
        let width = rect.width - gutter - (hasLetters ? 2 : 0)
        return Layout(
            plot: Rect(x: rect.x + gutter, y: rect.y, width: width, height: height),
            xScale: ChartScale(from: visible.lowerBound, to: visible.upperBound), yScale: yScale,
            axisX: hasYLabels ? rect.x + gutter - 1 : rect.x - 1, hasXAxis: hasXAxis, hasXLabels: hasXLabels,
            hasLetters: hasLetters, isEmpty: shown == nil)
    }

    /// Around what is drawn of the visible stretch; nil where that is nothing.
    private func visibleY(within visible: ClosedRange<Double>) -> ClosedRange<Double>? {
        if let range = options.yRange, isShown(range.lowerBound), isShown(range.upperBound) { return range }
        var (low, high) = (Double.infinity, -Double.infinity)
        for one in series {
            for sample in one.samples where visible.contains(sample.x) {
                guard isShown(sample.y), let y = sample.y else { continue }
                low = min(low, y)
                high = max(high, y)
            }
        }
        for mark in marks where visible.contains(mark.x) && isShown(mark.y) {
            low = min(low, mark.y)
            high = max(high, mark.y)
        }
        return low <= high ? low...high : nil
    }
}
