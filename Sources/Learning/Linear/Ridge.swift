/// Linear regression with an L2 penalty on the weights, as scikit-learn's `Ridge`: it minimises ‖y − Xw − b‖² + α‖w‖², and the
/// intercept b is not penalised.
package struct Ridge: Sendable, Hashable {
    /// α; 0 is ordinary least squares.
    package var penalty: Double

    package init(penalty: Double = 1) {
        self.penalty = penalty
    }

    /// `features` has a row a sample, `targets` a number a sample. Columns that follow from others share their weight.
    package func fit(_ features: Matrix, _ targets: [Double]) -> LinearModel {
        precondition(features.rows == targets.count && features.rows > 0)
        let width = features.columns
        let means = features.means
        let targetMean = targets.reduce(0, +) / Double(targets.count)
        var gram = Matrix(rows: width, columns: width)
        var right = [Double](repeating: 0, count: width)
        var centred = [Double](repeating: 0, count: width)
        for row in 0..<features.rows {
            for column in 0..<width { centred[column] = features[row, column] - means[column] }
            let target = targets[row] - targetMean
            for column in 0..<width {
                right[column] += centred[column] * target
                for other in 0...column { gram[column, other] += centred[column] * centred[other] }
            }
        }
        for column in 0..<width {
            for other in 0..<column { gram[other, column] = gram[column, other] }
        }
        let weights = Self.solve(gram, right, penalty)
        let intercept = targetMean - zip(weights, means).reduce(0) { $0 + $1.0 * $1.1 }
        return LinearModel(weights: weights, intercept: intercept)
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
