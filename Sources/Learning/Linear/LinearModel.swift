/// A number as a weighted sum of features: what every linear regression here comes to.
package struct LinearModel: Codable, Sendable, Hashable {
    package let weights: [Double]
    package let intercept: Double

    package init(weights: [Double], intercept: Double) {
        self.weights = weights
        self.intercept = intercept
    }

    package func predict(_ features: Matrix) -> [Double] {
        precondition(features.columns == weights.count)
        let width = weights.count
        return features.values.withUnsafeBufferPointer { values in
            weights.withUnsafeBufferPointer { weights in
                (0..<features.rows).map { row in
                    var sum = intercept
                    for column in 0..<width { sum += values[row * width + column] * weights[column] }
                    return sum
                }
            }
        }
    }
}
