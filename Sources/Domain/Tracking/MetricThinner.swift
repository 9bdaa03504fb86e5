/// Thins a metric's history to what a chart can show: of each stretch the lowest point, the highest, and one that is
/// not a number, so that neither a spike nor a gap is lost. Takes the points in their order; pure.
package struct MetricThinner: Sendable {
    private let total: Int
    private let stretches: Int
    private var index = 0
    private var stretch = 0
    private var lowest: MetricPoint?
    private var highest: MetricPoint?
    private var gap: MetricPoint?
    private var last: MetricPoint?
    private var kept: [MetricPoint] = []

    /// - Parameters:
    ///   - total: how many points will come.
    ///   - limit: how many may be left.
    package init(total: Int, limit: Int, hasGaps: Bool) {
        self.total = max(total, 1)
        stretches = Self.stretches(limit: limit, hasGaps: hasGaps)
    }

    /// How many stretches fit into a limit; the first and the last point are kept besides.
    package static func stretches(limit: Int, hasGaps: Bool) -> Int {
        max(1, (limit - 2) / (hasGaps ? 3 : 2))
    }

    package mutating func add(_ point: MetricPoint) {
        let place = min(index * stretches / total, stretches - 1)
        if place != stretch { closeStretch() }
        stretch = place
        if index == 0 { kept.append(point) }
        index += 1
        last = point
        if point.isNaN {
            gap = gap ?? point
            return
        }
        if lowest.map({ point.value < $0.value }) ?? true { lowest = point }
        if highest.map({ point.value > $0.value }) ?? true { highest = point }
    }

    /// What is left, in order.
    package mutating func finish() -> [MetricPoint] {
        closeStretch()
        return Self.ordered(kept + [last].compactMap(\.self))
    }

    /// Without what is there twice.
    package static func ordered(_ points: [MetricPoint]) -> [MetricPoint] {
        Set(points).sorted { $0 < $1 || (!($1 < $0) && !$0.isNaN && $1.isNaN) }
    }

    private mutating func closeStretch() {
        kept += [lowest, highest, gap].compactMap(\.self)
        (lowest, highest, gap) = (nil, nil, nil)
    }
}
