import Glibc

/// Azure's metrics of a regression, by their names there; the errors are better when lower.
package struct RegressionScores: Sendable, Hashable {
    package let byName: [String: Double]

    /// NaN when all targets are the same.
    package var r2: Double { byName["r2_score"] ?? .nan }

    /// - Parameter range: what errors are normalised by: that of all targets where these are only some; nil for that of these.
    ///   NaN is what they become when all targets are the same.
    package init(_ targets: [Double], predicted: [Double], range: ClosedRange<Double>? = nil) {
        precondition(targets.count == predicted.count && !targets.isEmpty)
        let count = Double(targets.count)
        let errors = zip(targets, predicted).map { $0 - $1 }
        let mean = targets.reduce(0, +) / count
        let meanError = errors.reduce(0, +) / count
        let squared = errors.reduce(0) { $0 + $1 * $1 }
        let spread = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let varied = errors.reduce(0) { $0 + ($1 - meanError) * ($1 - meanError) }
        let sizes = errors.map { abs($0) }
        let absolute = sizes.reduce(0, +) / count
        let median = Self.median(sizes)
        let root = (squared / count).squareRoot()
        let (low, high) = (range?.lowerBound ?? targets.min() ?? 0, range?.upperBound ?? targets.max() ?? 0)
        let width = high > low ? high - low : .nan
        let logarithmic = Self.logarithmicError(targets, predicted)
        let logarithmicWidth = low > -1 && high > low ? log1p(high) - log1p(low) : .nan
        byName = [
            "explained_variance": spread > 0 ? 1 - varied / spread : .nan, "r2_score": spread > 0 ? 1 - squared / spread : .nan,
            "mean_absolute_error": absolute, "normalized_mean_absolute_error": absolute / width,
            "median_absolute_error": median, "normalized_median_absolute_error": median / width,
            "root_mean_squared_error": root, "normalized_root_mean_squared_error": root / width,
            "root_mean_squared_log_error": logarithmic, "normalized_root_mean_squared_log_error": logarithmic / logarithmicWidth,
            "mean_absolute_percentage_error": Self.percentageError(targets, predicted),
            "spearman_correlation": Self.correlation(Self.ranks(targets), Self.ranks(predicted)),
        ]
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    /// NaN where a number is negative: it is meant for sizes and counts.
    private static func logarithmicError(_ targets: [Double], _ predicted: [Double]) -> Double {
        guard targets.allSatisfy({ $0 >= 0 }), predicted.allSatisfy({ $0 >= 0 }) else { return .nan }
        let squared = zip(targets, predicted).reduce(0) { sum, pair in
            let off = log1p(pair.0) - log1p(pair.1)
            return sum + off * off
        }
        return (squared / Double(targets.count)).squareRoot()
    }

    /// In percent, as Azure gives it; targets of 0 have no share and are left out.
    private static func percentageError(_ targets: [Double], _ predicted: [Double]) -> Double {
        let pairs = zip(targets, predicted).filter { $0.0 != 0 }
        return pairs.isEmpty ? .nan : pairs.reduce(0) { $0 + abs(($1.0 - $1.1) / $1.0) } / Double(pairs.count) * 100
    }

    /// Ranks from 1; equal values share the mean of theirs.
    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for rank in start...end { ranks[order[rank]] = Double(start + end) / 2 + 1 }
            start = end + 1
        }
        return ranks
    }

    private static func correlation(_ left: [Double], _ right: [Double]) -> Double {
        let means = (left.reduce(0, +) / Double(left.count), right.reduce(0, +) / Double(right.count))
        var (both, one, other) = (0.0, 0.0, 0.0)
        for (x, y) in zip(left, right) {
            both += (x - means.0) * (y - means.1)
            one += (x - means.0) * (x - means.0)
            other += (y - means.1) * (y - means.1)
        }
        return one > 0 && other > 0 ? both / (one * other).squareRoot() : .nan
    }
}
