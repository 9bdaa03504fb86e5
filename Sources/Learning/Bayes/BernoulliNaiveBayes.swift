import Glibc

/// Classes whose features are there or not, independently, as scikit-learn's `BernoulliNB`: a feature is there when it is above
/// the threshold.
package struct BernoulliNaiveBayes: Sendable, Hashable {
    /// Samples that are added to each count, so that nothing is impossible.
    package var smoothing: Double
    package var threshold: Double

    package init(smoothing: Double = 1, threshold: Double = 0) {
        self.smoothing = smoothing
        self.threshold = threshold
    }

    /// `weights` says how much each sample counts; nil for all alike.
    package func fit(
        _ features: Matrix, _ classes: [Int], classCount: Int, weights: [Double]? = nil
    ) -> BernoulliNaiveBayesModel {
        precondition(features.rows == classes.count && features.rows > 0)
        var counts = Matrix(rows: classCount, columns: features.columns)
        var sizes = [Double](repeating: 0, count: classCount)
        for (row, place) in classes.enumerated() {
            let weight = weights?[row] ?? 1
            sizes[place] += weight
            for column in 0..<features.columns where features[row, column] > threshold { counts[place, column] += weight }
        }
        let added = max(smoothing, 1e-10)
        let total = sizes.reduce(0, +)
        var present = counts
        var absent = counts
        for place in 0..<classCount {
            for column in 0..<features.columns {
                let share = (counts[place, column] + added) / (sizes[place] + 2 * added)
                present[place, column] = log(share)
                absent[place, column] = log(1 - share)
            }
        }
        return BernoulliNaiveBayesModel(
            logPriors: sizes.map { log($0 / total) }, present: present, absent: absent, threshold: threshold)
    }
}

/// The logarithms of each class's share, and of how often a feature is there and is not in it: a row a class.
package struct BernoulliNaiveBayesModel: Codable, Sendable, Hashable {
    package let logPriors: [Double]
    package let present: Matrix
    package let absent: Matrix
    package let threshold: Double

    /// A row a sample, a column a class.
    package func probabilities(_ features: Matrix) -> Matrix {
        var result = Matrix(rows: features.rows, columns: logPriors.count)
        for row in 0..<features.rows {
            for place in logPriors.indices {
                var sum = logPriors[place]
                for column in 0..<features.columns {
                    sum += features[row, column] > threshold ? present[place, column] : absent[place, column]
                }
                result[row, place] = sum
            }
        }
        result.exponentiateRows()
        return result
    }
}
