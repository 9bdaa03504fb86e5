/// Azure's primary metrics of a regression, by their names there; the errors are better when lower.
package struct RegressionScores: Sendable, Hashable {
    package let meanAbsoluteError: Double
    package let rootMeanSquaredError: Double
    /// Of the targets' range; NaN when all targets are the same.
    package let normalisedRootMeanSquaredError: Double
    /// NaN when all targets are the same.
    package let r2: Double
    /// The correlation of the ranks; NaN when either side is constant.
    package let spearmanCorrelation: Double

    package init(_ targets: [Double], predicted: [Double]) {
        precondition(targets.count == predicted.count && !targets.isEmpty)
        let count = Double(targets.count)
        let mean = targets.reduce(0, +) / count
        var (absolute, squared, spread) = (0.0, 0.0, 0.0)
        for (target, guess) in zip(targets, predicted) {
            absolute += abs(target - guess)
            squared += (target - guess) * (target - guess)
            spread += (target - mean) * (target - mean)
        }
        meanAbsoluteError = absolute / count
        rootMeanSquaredError = (squared / count).squareRoot()
        let range = (targets.max() ?? 0) - (targets.min() ?? 0)
        normalisedRootMeanSquaredError = range > 0 ? rootMeanSquaredError / range : .nan
        r2 = spread > 0 ? 1 - squared / spread : .nan
        spearmanCorrelation = Self.correlation(Self.ranks(targets), Self.ranks(predicted))
    }

    package var byName: [String: Double] {
        [
            "mean_absolute_error": meanAbsoluteError, "root_mean_squared_error": rootMeanSquaredError,
            "normalized_root_mean_squared_error": normalisedRootMeanSquaredError, "r2_score": r2,
            "spearman_correlation": spearmanCorrelation,
        ]
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
