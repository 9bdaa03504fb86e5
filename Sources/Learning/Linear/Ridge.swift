/// Linear regression with an L2 penalty on the weights, as scikit-learn's `Ridge`: it minimises ‖y − Xw − b‖² + α‖w‖², and the
/// intercept b is not penalised.
package struct Ridge: Sendable, Hashable {
    /// α; 0 is ordinary least squares.
    package var penalty: Double

    package init(penalty: Double = 1) {
        self.penalty = penalty
    }

    /// `features` has a row a sample, `targets` a number a sample; `weights` says how much each counts, nil for all alike. Columns
    /// that follow from others share their weight.
    package func fit(_ features: Matrix, _ targets: [Double], weights: [Double]? = nil) -> LinearModel {
        precondition(features.rows == targets.count && features.rows > 0)
        let width = features.columns
        let (means, targetMean) = Self.means(features, targets, weights)
        var gram = Matrix(rows: width, columns: width)
        var right = [Double](repeating: 0, count: width)
        var centred = [Double](repeating: 0, count: width)
        gram.values.withUnsafeMutableBufferPointer { gram in
            features.values.withUnsafeBufferPointer { values in
                centred.withUnsafeMutableBufferPointer { centred in
                    for row in 0..<features.rows {
                        for column in 0..<width { centred[column] = values[row * width + column] - means[column] }
                        let target = targets[row] - targetMean
                        let weight = weights?[row] ?? 1
                        for column in 0..<width {
                            let scaled = weight * centred[column]
                            right[column] += scaled * target
                            for other in 0...column { gram[column * width + other] += scaled * centred[other] }
                        }
                    }
                }
            }
        }
        for column in 0..<width {
            for other in 0..<column { gram[other, column] = gram[column, other] }
        }
        let solution = Self.solve(gram, right, penalty)
        let intercept = targetMean - zip(solution, means).reduce(0) { $0 + $1.0 * $1.1 }
        return LinearModel(weights: solution, intercept: intercept)
    }

    /// The weighted means of the features and of the targets.
    static func means(_ features: Matrix, _ targets: [Double], _ weights: [Double]?) -> (features: [Double], target: Double) {
        guard let weights else { return (features.means, targets.reduce(0, +) / Double(targets.count)) }
        let total = max(weights.reduce(0, +), .leastNormalMagnitude)
        var sums = [Double](repeating: 0, count: features.columns)
        for (row, weight) in weights.enumerated() {
            for column in 0..<features.columns { sums[column] += weight * features[row, column] }
        }
        return (sums.map { $0 / total }, zip(weights, targets).reduce(0) { $0 + $1.0 * $1.1 } / total)
    }

    /// Where columns follow from each other, the least penalty that makes the matrix definite gives nearly the shortest solution.
    private static func solve(_ gram: Matrix, _ right: [Double], _ penalty: Double) -> [Double] {
        let size = gram.rows
        let largest = (0..<size).reduce(0) { max($0, gram[$1, $1]) }
        var added = penalty
        while true {
            var penalised = gram
            for index in 0..<size { penalised[index, index] += added }
            if let factor = Cholesky(penalised) { return factor.solve(right) }
            guard largest > 0, added < largest else { return [Double](repeating: 0, count: size) }
            added = max(added * 10, largest * 1e-12)
        }
    }
}
