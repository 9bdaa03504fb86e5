import Glibc

/// Classes whose features are normally distributed and independent, as scikit-learn's `GaussianNB`.
package struct GaussianNaiveBayes: Sendable, Hashable {
    /// Added to all variances: this part of the largest one.
    package var smoothing: Double

    package init(smoothing: Double = 1e-9) {
        self.smoothing = smoothing
    }

    /// `weights` says how much each sample counts; nil for all alike.
    package func fit(
        _ features: Matrix, _ classes: [Int], classCount: Int, weights: [Double]? = nil
    ) -> GaussianNaiveBayesModel {
        precondition(features.rows == classes.count && features.rows > 0)
        let width = features.columns
        var sizes = [Double](repeating: 0, count: classCount)
        var means = Matrix(rows: classCount, columns: width)
        for (row, place) in classes.enumerated() {
            let weight = weights?[row] ?? 1
            sizes[place] += weight
            for column in 0..<width { means[place, column] += weight * features[row, column] }
        }
        for place in 0..<classCount where sizes[place] > 0 {
            for column in 0..<width { means[place, column] /= sizes[place] }
        }
        var variances = Matrix(rows: classCount, columns: width)
        var spread = [Double](repeating: 0, count: width)
        let centre = features.means
        for (row, place) in classes.enumerated() {
            let weight = weights?[row] ?? 1
            for column in 0..<width {
                let off = features[row, column] - means[place, column]
                variances[place, column] += weight * off * off
                let far = features[row, column] - centre[column]
                spread[column] += far * far
            }
        }
        // A class without samples, or features that never vary, still have a width.
        let added = max(smoothing * spread.reduce(0, max) / Double(features.rows), .leastNormalMagnitude)
        let total = sizes.reduce(0, +)
        return GaussianNaiveBayesModel(
            logPriors: sizes.map { log($0 / total) }, means: (0..<classCount).map { Array(means.row($0)) },
            variances: (0..<classCount).map { place in variances.row(place).map { $0 / max(sizes[place], 1e-300) + added } })
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
        let constants = logPriors.indices.map { place in
            variances[place].reduce(logPriors[place]) { $0 - log(2 * Double.pi * $1) / 2 }
        }
        for place in logPriors.indices {
            let (means, variances) = (means[place], variances[place])
            for row in 0..<features.rows {
                var sum = 0.0
                for column in 0..<features.columns {
                    let off = features[row, column] - means[column]
                    sum += off * off / variances[column]
                }
                result[row, place] = constants[place] - sum / 2
            }
        }
        result.exponentiateRows()
        return result
    }
}
