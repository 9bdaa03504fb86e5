/// One measured value of a run.
package struct Metric: Sendable, Hashable {
    package let key: String
    package let point: MetricPoint

    package init(_ key: String, _ point: MetricPoint) {
        self.key = key
        self.point = point
    }
}

/// A point of a metric's history; ordered as "latest" has it: by step, time, value.
package struct MetricPoint: Sendable, Hashable, Comparable {
    package let step: Int64
    /// Milliseconds since 1970.
    package let timestamp: Int64
    /// Finite, or NaN. MLflow stores the infinities as the largest finite numbers.
    package let value: Double

    package init(step: Int64, timestamp: Int64, value: Double) {
        self.step = step
        self.timestamp = timestamp
        self.value =
            value.isInfinite
            ? (value > 0 ? Double.greatestFiniteMagnitude : -Double.greatestFiniteMagnitude) : value
    }

    package var isNaN: Bool { value.isNaN }

    /// NaN counts as 0 here, as in MLflow's latest-metric rule.
    package static func < (lhs: MetricPoint, rhs: MetricPoint) -> Bool {
        if lhs.step != rhs.step { return lhs.step < rhs.step }
        if lhs.timestamp != rhs.timestamp { return lhs.timestamp < rhs.timestamp }
        return lhs.stored < rhs.stored
    }

    package static func == (lhs: MetricPoint, rhs: MetricPoint) -> Bool {
        lhs.step == rhs.step && lhs.timestamp == rhs.timestamp && lhs.isNaN == rhs.isNaN && lhs.stored == rhs.stored
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(step)
        hasher.combine(timestamp)
        hasher.combine(stored)
        hasher.combine(isNaN)
    }

    /// The number a database column can hold.
    package var stored: Double { isNaN ? 0 : value }
}

/// A stretch of a metric's steps, summed up for charts.
package struct MetricBucket: Sendable, Equatable {
    /// The first step of the stretch.
    package let firstStep: Int64
    package let minimum: Double
    package let maximum: Double
    package let sum: Double
    package let count: Int
    package let last: MetricPoint

    package init(
        firstStep: Int64, minimum: Double, maximum: Double, sum: Double, count: Int, last: MetricPoint
    ) {
        self.firstStep = firstStep
        self.minimum = minimum
        self.maximum = maximum
        self.sum = sum
        self.count = count
        self.last = last
    }

    package var mean: Double { count == 0 ? 0 : sum / Double(count) }

    /// How many steps a bucket covers, finest first.
    package static let widths: [Int64] = [100, 10_000]

    /// The number of the bucket that a step falls into. Rounds down, so that steps below zero have buckets of their own.
    package static func number(of step: Int64, width: Int64) -> Int64 {
        let (quotient, remainder) = step.quotientAndRemainder(dividingBy: width)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
