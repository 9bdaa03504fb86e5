import Glibc

/// Classes whose features are normally distributed and independent, as scikit-learn's `GaussianNB`.
package struct GaussianNaiveBayes: Sendable, Hashable {
    /// Added to all variances: this part of the largest one.
    package var smoothing: Double

    package init(smoothing: Double = 1e-9) {
        self.smoothing = smoothing
    }

    package func fit(_ features: Matrix, _ classes: [Int], classCount: Int) -> GaussianNaiveBayesModel {
        precondition(features.rows == classes.count && features.rows > 0)
        let places = (0..<classCount).map { wanted in classes.indices.filter { classes[$0] == wanted } }
        let parts = places.map { features.selecting($0) }
        let added = smoothing * Self.variances(features).reduce(0, max)
        return GaussianNaiveBayesModel(
            logPriors: parts.map { log(Double($0.rows) / Double(features.rows)) }, means: parts.map(\.means),
            variances: parts.map { Self.variances($0).map { $0 + added } })
    }

    private static func variances(_ features: Matrix) -> [Double] {
        let means = features.means
        return (0..<features.columns).map { column in
            (0..<features.rows).reduce(0) { sum, row in
                let off = features[row, column] - means[column]
                return sum + off * off
            } / Double(max(1, features.rows))
        }
    }
}

/// The logarithm of each class's share, and the mean and the variance of every feature in it.
package struct GaussianNaiveBayesModel: Codable, Sendable, Hashable {
    package let logPriors: [Double]
    package let means: [[Double]]
    package let variances: [[Double]]

    /// A row a sample, a column a class.
    package func probabilities(_ features: Matrix) -> Matrix {
        var result = Matrix(rows: features.rows, columns: logPriors.count)
        for row in 0..<features.rows {
            let logs = logPriors.indices.map { place in
                var sum = logPriors[place]
                for (column, value) in features.row(row).enumerated() {
                    let off = value - means[place][column]
                    sum -= (log(2 * Double.pi * variances[place][column]) + off * off / variances[place][column]) / 2
                }
                return sum
            }
            let top = logs.max() ?? 0
            let total = logs.reduce(0) { $0 + exp($1 - top) }
            for (place, value) in logs.enumerated() { result[row, place] = exp(value - top) / total }
        }
        return result
    }
}
