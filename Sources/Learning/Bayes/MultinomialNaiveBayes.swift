import Glibc

/// Classes by how often each feature is drawn in them, as scikit-learn's `MultinomialNB`. Counts are not negative, so features are
/// first moved and stretched to 0 … 1 by what they were in training, as Azure does.
package struct MultinomialNaiveBayes: Sendable, Hashable {
    /// Draws that are added to each count, so that nothing is impossible.
    package var smoothing: Double

    package init(smoothing: Double = 1) {
        self.smoothing = smoothing
    }

    /// `weights` says how much each sample counts; nil for all alike.
    package func fit(
        _ features: Matrix, _ classes: [Int], classCount: Int, weights: [Double]? = nil
    ) -> MultinomialNaiveBayesModel {
        precondition(features.rows == classes.count && features.rows > 0)
        var lows = [Double](repeating: .infinity, count: features.columns)
        var highs = [Double](repeating: -.infinity, count: features.columns)
        for row in 0..<features.rows {
            for column in 0..<features.columns {
                lows[column] = min(lows[column], features[row, column])
                highs[column] = max(highs[column], features[row, column])
            }
        }
        let ranges = zip(lows, highs).map { $1 > $0 ? $1 - $0 : 1 }
        var counts = Matrix(rows: classCount, columns: features.columns)
        var sizes = [Double](repeating: 0, count: classCount)
        for (row, place) in classes.enumerated() {
            let weight = weights?[row] ?? 1
            sizes[place] += weight
            for column in 0..<features.columns {
                counts[place, column] += weight * (features[row, column] - lows[column]) / ranges[column]
            }
        }
        let added = max(smoothing, 1e-10)
        for place in 0..<classCount {
            let drawn = counts.row(place).reduce(0) { $0 + $1 + added }
            for column in 0..<features.columns { counts[place, column] = log((counts[place, column] + added) / drawn) }
        }
        let total = sizes.reduce(0, +)
        return MultinomialNaiveBayesModel(
            logPriors: sizes.map { log($0 / total) }, logShares: counts, lows: lows, ranges: ranges)
    }
}

/// The logarithms of each class's share and of each feature's share in it, a row a class; and where a feature's 0 and 1 are.
package struct MultinomialNaiveBayesModel: Codable, Sendable, Hashable {
    package let logPriors: [Double]
    package let logShares: Matrix
    package let lows: [Double]
    package let ranges: [Double]

    /// A row a sample, a column a class. What lies below all that was seen in training counts as 0.
    package func probabilities(_ features: Matrix) -> Matrix {
        var result = Matrix(rows: features.rows, columns: logPriors.count)
        for row in 0..<features.rows {
            for place in logPriors.indices {
                var sum = logPriors[place]
                for column in 0..<features.columns {
                    sum += max(0, (features[row, column] - lows[column]) / ranges[column]) * logShares[place, column]
                }
                result[row, place] = sum
            }
        }
        result.exponentiateRows()
        return result
    }
}
