/// A number as a weighted sum of features: what every linear regression here comes to.
package struct LinearModel: Codable, Sendable, Hashable {
    package let weights: [Double]
    package let intercept: Double

    package init(weights: [Double], intercept: Double) {
        self.weights = weights
        self.intercept = intercept
    }

    package func predict(_ features: Matrix) -> [Double] {
        (0..<features.rows).map { row in
            zip(features.row(row), weights).reduce(intercept) { $0 + $1.0 * $1.1 }
        }
    }
}
