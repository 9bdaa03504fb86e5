/// Linear regression whose weights are penalised by size and by square, as scikit-learn's `ElasticNet`: it minimises
/// ‖y − Xw − b‖² / 2n + α·ρ‖w‖₁ + α(1 − ρ)/2·‖w‖², by coordinate descent.
package struct ElasticNet: Sendable, Hashable {
    /// α
    package var penalty: Double
    /// ρ; 1 is the lasso.
    package var l1Ratio: Double
    package var maximumRounds: Int
    /// Of the targets' sum of squares: how far from the optimum it may stop.
    package var tolerance: Double

    package init(penalty: Double = 1, l1Ratio: Double = 0.5, maximumRounds: Int = 1000, tolerance: Double = 1e-4) {
        self.penalty = penalty
        self.l1Ratio = l1Ratio
        self.maximumRounds = maximumRounds
        self.tolerance = tolerance
    }

    /// `weights` says how much each sample counts, nil for all alike.
    /// When `isCancelled` says so, the model is what was found by then.
    package func fit(
        _ features: Matrix, _ targets: [Double], weights: [Double]? = nil, isCancelled: () -> Bool = { false }
    ) -> LinearModel {
        precondition(features.rows == targets.count && features.rows > 0)
        let (count, width) = (features.rows, features.columns)
        let (means, targetMean) = Ridge.means(features, targets, weights)
        // A weight w is both sides of a sample's equation times √w; the weights are made to be 1 in the mean.
        let total = weights?.reduce(0, +) ?? 0
        let roots = total > 0 ? weights?.map { ($0 * Double(count) / total).squareRoot() } : nil
        // By column: a round of the descent goes through one column after the other.
        let columns = (0..<width).map { column in
            (0..<count).map { (features[$0, column] - means[column]) * (roots?[$0] ?? 1) }
        }
        let squares = columns.map { $0.reduce(0) { $0 + $1 * $1 } }
        let (l1, l2) = (penalty * l1Ratio * Double(count), penalty * (1 - l1Ratio) * Double(count))
        var solution = [Double](repeating: 0, count: width)
        let centred = targets.indices.map { (targets[$0] - targetMean) * (roots?[$0] ?? 1) }
        var residual = centred
        let goal = tolerance * residual.reduce(0) { $0 + $1 * $1 }
        for _ in 0..<maximumRounds where !isCancelled() {
            var largestChange = 0.0
            var largestWeight = 0.0
            for column in 0..<width where squares[column] > 0 {
                let old = solution[column]
                var pull = old * squares[column]
                columns[column].withUnsafeBufferPointer { values in
                    residual.withUnsafeBufferPointer { residual in
                        for row in 0..<count { pull += values[row] * residual[row] }
                    }
                }
                let size = max(0, abs(pull) - l1) / (squares[column] + l2)
                let new = pull < 0 ? -size : size
                if new != old {
                    columns[column].withUnsafeBufferPointer { values in
                        residual.withUnsafeMutableBufferPointer { residual in
                            for row in 0..<count { residual[row] += values[row] * (old - new) }
                        }
                    }
                    solution[column] = new
                }
                largestChange = max(largestChange, abs(new - old))
                largestWeight = max(largestWeight, abs(new))
            }
            if largestWeight == 0 || largestChange <= tolerance * largestWeight,
                gap(columns, residual, centred, solution, l1, l2) <= goal
            {
                break
            }
        }
        let intercept = targetMean - zip(solution, means).reduce(0) { $0 + $1.0 * $1.1 }
        return LinearModel(weights: solution, intercept: intercept)
    }

    /// The duality gap: an upper bound of how far the objective is from its least value.
    private func gap(
        _ columns: [[Double]], _ residual: [Double], _ centred: [Double], _ weights: [Double], _ l1: Double, _ l2: Double
    ) -> Double {
        var steepest = 0.0
        for (column, values) in columns.enumerated() {
            let pull = zip(values, residual).reduce(0) { $0 + $1.0 * $1.1 } - l2 * weights[column]
            steepest = max(steepest, abs(pull))
        }
        let residualSquare = residual.reduce(0) { $0 + $1 * $1 }
        let weightSquare = weights.reduce(0) { $0 + $1 * $1 }
        let scale = steepest > l1 ? l1 / steepest : 1
        let first = steepest > l1 ? 0.5 * residualSquare * (1 + scale * scale) : residualSquare
        let along = zip(residual, centred).reduce(0) { $0 + $1.0 * $1.1 }
        return first + l1 * weights.reduce(0) { $0 + abs($1) } - scale * along + 0.5 * l2 * (1 + scale * scale) * weightSquare
    }
}
