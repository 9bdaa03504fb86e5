/// A metric's history, or the part of it that is new: what a chart draws.
package struct MetricSeries: Codable, Sendable, Hashable {
    package let key: String
    package let points: [ChartPoint]
    /// The points replace what the reader has; otherwise they follow it.
    package let isWhole: Bool

    package init(key: String, points: [ChartPoint], isWhole: Bool) {
        self.key = key
        self.points = points
        self.isWhole = isWhole
    }
}

package struct ChartPoint: Codable, Sendable, Hashable {
    package let step: Int64
    /// Milliseconds since 1970.
    package let timestamp: Int64
    /// Nil where the value is not a number: a gap.
    package let value: Double?

    package init(step: Int64, timestamp: Int64, value: Double?) {
        self.step = step
        self.timestamp = timestamp
        self.value = value
    }
}
