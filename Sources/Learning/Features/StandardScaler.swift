/// Columns moved and stretched to mean 0 and variance 1, as scikit-learn's `StandardScaler`. A column that is always the same is
/// only moved.
package struct StandardScaler: Codable, Sendable, Hashable {
    package let means: [Double]
    /// Never 0.
    package let scales: [Double]

    package init(fitting features: Matrix) {
        let means = features.means
        scales = (0..<features.columns).map { column in
            let variance = (0..<features.rows).reduce(0) { sum, row in
                let off = features[row, column] - means[column]
                return sum + off * off
            } / Double(max(1, features.rows))
            // Rounding leaves a little where nothing varies.
            return variance > means[column] * means[column] * 1e-24 ? variance.squareRoot() : 1
        }
        self.means = means
    }

    package func transform(_ features: Matrix) -> Matrix {
        var result = features
        for row in 0..<features.rows {
            for column in 0..<features.columns {
                result[row, column] = (features[row, column] - means[column]) / scales[column]
            }
        }
        return result
    }
}
