/// Lines over a common axis, drawn from dots in any rectangle. A value: what it shows is its series and options.
package struct LineChart: Sendable, Hashable {
    package struct Sample: Sendable, Hashable {
        package let x: Double
        /// Nil is a gap; not a number is a gap with a mark `∅`.
        package let y: Double?

        package init(x: Double, y: Double?) {
            self.x = x
            self.y = y
        }
    }

    package struct Series: Sendable, Hashable {
        /// Drawn at the end of the line, so that colour is never the only sign.
        package let letter: Character
        /// Ascending in x; where x steps back (a run resumed from a checkpoint) the line is interrupted.
        package let samples: [Sample]

        package init(letter: Character, samples: [Sample]) {
            self.letter = letter
            self.samples = samples
        }

        /// Values at 0, 1, 2…
        package init(letter: Character, values: [Double?]) {
            self.init(letter: letter, samples: values.enumerated().map { Sample(x: Double($0.offset), y: $0.element) })
        }
    }

    package enum LabelStyle: Sendable, Hashable {
        case number
        /// Seconds before now: `-5m`, `now`.
        case secondsAgo
        /// Seconds of running: `1:30:00`.
        case elapsed
    }

    package struct Options: Sendable, Hashable {
        /// What part of the x axis is shown; nil is all of it. Zoom and pan are other ranges.
        package var xRange: ClosedRange<Double>?
        /// Nil goes around what is visible.
        package var yRange: ClosedRange<Double>?
        package var isLogarithmic: Bool
        /// Weight of the past, 0 for none; the raw line is then drawn dim underneath.
        package var smoothing: Double
        /// A place on the x axis.
        package var crosshair: Double?
        package var xLabels: LabelStyle
        /// `step`, before the first label.
        package var xName: String
        /// Labels of the x axis in place of round numbers: for categories, and for an axis that is laid out by its caller.
        package var xTicks: [ChartScale.Tick]
        /// Nil shows them when there are several series.
        package var showsLetters: Bool?
        package var glyphs: GlyphSet

        package init(
            xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil, isLogarithmic: Bool = false,
            smoothing: Double = 0, crosshair: Double? = nil, xLabels: LabelStyle = .number, xName: String = "",
            xTicks: [ChartScale.Tick] = [], showsLetters: Bool? = nil, glyphs: GlyphSet = .unicode
        ) {
            self.xRange = xRange
            self.yRange = yRange
            self.isLogarithmic = isLogarithmic
            self.smoothing = smoothing
            self.crosshair = crosshair
            self.xLabels = xLabels
            self.xName = xName
            self.xTicks = xTicks
            self.showsLetters = showsLetters
            self.glyphs = glyphs
        }
    }

    package struct Styles: Sendable, Hashable {
        package var axis: Style
        package var label: Style
        package var crosshair: Style
        /// Taken in turn.
        package var series: [Style]

        package init(axis: Style = .plain, label: Style = .plain, crosshair: Style = .plain, series: [Style] = []) {
            self.axis = axis
            self.label = label
            self.crosshair = crosshair
            self.series = series
        }

        func series(_ number: Int) -> Style {
            series.isEmpty ? .plain : series[number % series.count]
        }
    }

    package var series: [Series]
    package var marks: [Mark]
    package var options: Options

    package init(series: [Series], marks: [Mark] = [], options: Options = Options()) {
        self.series = series
        self.marks = marks
        self.options = options
    }

    /// What a value would be drawn as.
    func isShown(_ value: Double?) -> Bool {
        guard let value, value.isFinite else { return false }
        return !options.isLogarithmic || value > 0
    }

    // MARK: Reading

    package struct Reading: Sendable, Hashable {
        package let letter: Character
        package let x: Double
        package let value: Double
    }

    /// Each series' value nearest to a place on the x axis; nil for one that has nothing in view, and beyond the ends of
    /// a line, further than its samples are from each other.
    package func values(at x: Double) -> [Reading?] {
        let visible = visibleX
        return series.map { nearest(to: x, in: $0, visible) }
    }

    private func nearest(to x: Double, in series: Series, _ visible: ClosedRange<Double>) -> Reading? {
        var best: Reading?
        for sample in series.samples where visible.contains(sample.x) {
            guard isShown(sample.y), let value = sample.y else { continue }
            if let known = best, (known.x - x).magnitude < (sample.x - x).magnitude { continue }
            best = Reading(letter: series.letter, x: sample.x, value: value)
        }
        guard let found = best, let first = series.samples.first?.x, let last = series.samples.last?.x else { return best }
        let apart = ((last - first) / Double(max(1, series.samples.count - 1))).magnitude
        return x < min(first, found.x) - apart || x > max(last, found.x) + apart ? nil : best
    }
}
