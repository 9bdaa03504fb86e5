package import Domain

/// A part of a job's metrics, with finer points than their whole histories have.
package struct CloseUp: Sendable, Hashable {
    package let steps: ClosedRange<Int64>
    let points: [String: [ChartPoint]]

    package init(_ steps: ClosedRange<Int64>, _ series: [MetricSeries]) {
        self.steps = steps
        points = Dictionary(series.map { ($0.key, $0.points) }, uniquingKeysWith: { $1 })
    }
}

extension MetricBook {
    /// Of so many points at least is a history that was thinned to the usual number: one of each stretch.
    private static let fewestThinned = MetricThinner.stretches(limit: 1000, hasGaps: true)

    /// The steps whose points may be finer than they are here, where the axis is from one place to another; a little
    /// more than that, so that moving a little asks for nothing. Nil where all points are here.
    func coarseSteps(in visible: ClosedRange<Double>, of axis: ChartAxis) -> ClosedRange<Int64>? {
        guard series.values.contains(where: { $0.count >= Self.fewestThinned }) else { return nil }
        let parts = charts.compactMap { steps(of: $0, in: visible, along: axis) }
        guard let low = parts.map(\.lowerBound).min(), let high = parts.map(\.upperBound).max() else { return nil }
        var grain: Int64 = 1
        while grain < (high - low) / 8 { grain *= 2 }
        return (low - low.remainder(grain))...(high - high.remainder(grain) + grain)
    }

    /// From the last point before the part to the first one behind it.
    private func steps(of key: String, in visible: ClosedRange<Double>, along axis: ChartAxis) -> ClosedRange<Int64>? {
        let places = places(of: key, by: axis)
        let first = places.last { $0.x < visible.lowerBound } ?? places.first
        let last = places.first { $0.x > visible.upperBound } ?? places.last
        guard let first, let last, first.step < last.step else { return nil }
        return first.step...last.step
    }
}

extension Int64 {
    /// What is over its multiple below.
    fileprivate func remainder(_ grain: Int64) -> Int64 { ((self % grain) + grain) % grain }
}
