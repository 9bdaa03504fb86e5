import Glibc

/// Classes by a weighted sum of features each, as scikit-learn's `LogisticRegression`: it minimises C·Σ loss + ½‖w‖², with the
/// multinomial loss, or the logistic one for two classes; intercepts are not penalised.
package struct LogisticRegression: Sendable, Hashable {
    /// C; larger is freer.
    package var inversePenalty: Double
    package var maximumRounds: Int

    package init(inversePenalty: Double = 1, maximumRounds: Int = 1000) {
        self.inversePenalty = inversePenalty
        self.maximumRounds = maximumRounds
    }

    /// `classes` has the class of each sample, from 0 to `classCount` - 1.
    package func fit(_ features: Matrix, _ classes: [Int], classCount: Int) -> LogisticModel {
        precondition(features.rows == classes.count && features.rows > 0 && classCount > 1)
        let width = features.columns
        // Two classes need one sum: that of the second.
        let outputs = classCount == 2 ? 1 : classCount
        let stride = width + 1
        // Features of one size make the search short; the penalty holds for the weights as they are.
        let search = LBFGS(maximumRounds: maximumRounds, tolerance: 1e-8 * max(1, inversePenalty))
        let solution = search.minimise([Double](repeating: 0, count: outputs * stride)) { point, slope in
            for index in slope.indices { slope[index] = 0 }
            var scores = [Double](repeating: 0, count: outputs)
            var loss = 0.0
            for row in 0..<features.rows {
                for output in 0..<outputs {
                    var score = point[output * stride + width]
                    for column in 0..<width { score += point[output * stride + column] * features[row, column] }
                    scores[output] = score
                }
                loss += Self.loss(&scores, classes[row])
                // What is left in `scores` is the loss's slope by each of them.
                for output in 0..<outputs {
                    for column in 0..<width { slope[output * stride + column] += scores[output] * features[row, column] }
                    slope[output * stride + width] += scores[output]
                }
            }
            var penalty = 0.0
            for index in slope.indices {
                slope[index] *= inversePenalty
                if index % stride != width {
                    slope[index] += point[index]
                    penalty += point[index] * point[index]
                }
            }
            return inversePenalty * loss + penalty / 2
        }
        return LogisticModel(
            weights: Matrix(
                rows: outputs, columns: width, values: (0..<outputs).flatMap { solution[$0 * stride..<$0 * stride + width] }),
            intercepts: (0..<outputs).map { solution[$0 * stride + width] })
    }

    /// The loss of one sample; `scores` becomes its slope.
    private static func loss(_ scores: inout [Double], _ wanted: Int) -> Double {
        if scores.count == 1 {
            let score = wanted == 1 ? scores[0] : -scores[0]
            let loss = score > 0 ? log1p(exp(-score)) : log1p(exp(score)) - score
            let missing = score > 0 ? exp(-score) / (1 + exp(-score)) : 1 / (1 + exp(score))
            scores[0] = wanted == 1 ? -missing : missing
            return loss
        }
        let own = scores[wanted]
        let top = scores.max() ?? 0
        var sum = 0.0
        for index in scores.indices {
            scores[index] = exp(scores[index] - top)
            sum += scores[index]
        }
        for index in scores.indices { scores[index] /= sum }
        scores[wanted] -= 1
        return top + log(sum) - own
    }
}

/// Probabilities of classes as a logistic function of sums, a row a class; one row for two classes.
package struct LogisticModel: Codable, Sendable, Hashable {
    package let weights: Matrix
    package let intercepts: [Double]

    package var classCount: Int { max(2, intercepts.count) }

    package init(weights: Matrix, intercepts: [Double]) {
        self.weights = weights
        self.intercepts = intercepts
    }

    /// A row a sample, a column a class.
    package func probabilities(_ features: Matrix) -> Matrix {
        var result = Matrix(rows: features.rows, columns: classCount)
        for row in 0..<features.rows {
            let scores = intercepts.indices.map { output in
                zip(features.row(row), weights.row(output)).reduce(intercepts[output]) { $0 + $1.0 * $1.1 }
            }
            if scores.count == 1 {
                let second = 1 / (1 + exp(-scores[0]))
                (result[row, 0], result[row, 1]) = (1 - second, second)
                continue
            }
            let top = scores.max() ?? 0
            let sizes = scores.map { exp($0 - top) }
            let sum = sizes.reduce(0, +)
            for (output, size) in sizes.enumerated() { result[row, output] = size / sum }
        }
        return result
    }
}
