/// Columns moved and stretched to mean 0 and variance 1, as scikit-learn's `StandardScaler`. A column that is always the same is
/// only moved.
package struct StandardScaler: Codable, Sendable, Hashable {
    package let means: [Double]
    /// Never 0.
    package let scales: [Double]

    /// NaN is passed over.
    package init(fitting features: Matrix) {
        let columns = features.columns
        let none = [Double](repeating: 0, count: columns)
        var (counts, means, squares) = (none, none, none)
        features.values.withUnsafeBufferPointer { values in
            for row in 0..<features.rows {
                for column in 0..<columns where !values[row * columns + column].isNaN {
                    means[column] += values[row * columns + column]
                    counts[column] += 1
                }
            }
            for column in 0..<columns { means[column] /= max(1, counts[column]) }
            for row in 0..<features.rows {
                for column in 0..<columns where !values[row * columns + column].isNaN {
                    let off = values[row * columns + column] - means[column]
                    squares[column] += off * off
                }
            }
        }
        self.means = means
        scales = (0..<columns).map { column in
            let variance = squares[column] / max(1, counts[column])
            // Rounding leaves a little where nothing varies.
            return variance > means[column] * means[column] * 1e-24 ? variance.squareRoot() : 1
        }
    }

    package init(means: [Double], scales: [Double]) {
        self.means = means
        self.scales = scales
    }

    package func transform(_ features: Matrix) -> Matrix {
        var result = features
        transform(&result.values)
        return result
    }

    /// Rows one after the other.
    func transform(_ values: inout [Double]) {
        let columns = means.count
        values.withUnsafeMutableBufferPointer { values in
            var start = 0
            while start < values.count {
                for column in 0..<columns { values[start + column] = (values[start + column] - means[column]) / scales[column] }
                start += columns
            }
        }
    }
}
