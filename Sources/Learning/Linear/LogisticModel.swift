import Glibc

/// Probabilities of classes as a logistic function of sums, a row a class; one row for two classes.
package struct LogisticModel: Codable, Sendable, Hashable {
    package let weights: Matrix
    package let intercepts: [Double]

    package var classCount: Int { max(2, intercepts.count) }

    package init(weights: Matrix, intercepts: [Double]) {
        precondition(weights.rows == intercepts.count)
        self.weights = weights
        self.intercepts = intercepts
    }

    /// A row a sample, a column a class.
    package func probabilities(_ features: Matrix) -> Matrix {
        precondition(features.columns == weights.columns)
        var result = Matrix(rows: features.rows, columns: classCount)
        let width = weights.columns
        features.values.withUnsafeBufferPointer { values in
            weights.values.withUnsafeBufferPointer { weights in
                result.values.withUnsafeMutableBufferPointer { result in
                    for row in 0..<features.rows {
                        for output in intercepts.indices {
                            var sum = intercepts[output]
                            for column in 0..<width { sum += values[row * width + column] * weights[output * width + column] }
                            if intercepts.count == 1 {
                                let second = 1 / (1 + exp(-sum))
                                (result[row * 2], result[row * 2 + 1]) = (1 - second, second)
                            } else {
                                result[row * intercepts.count + output] = sum
                            }
                        }
                    }
                }
            }
        }
        if intercepts.count > 1 { result.exponentiateRows() }
        return result
    }
}
