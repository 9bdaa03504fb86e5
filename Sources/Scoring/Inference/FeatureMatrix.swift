/// Rows of numbers, the common case of a request: dense, row-major, a missing value is NaN.
package struct FeatureMatrix: Sendable, Hashable {
    package var rows: Int
    package var columns: Int
    package var values: [Double]
    /// The columns' names in the order of `values`, when the request told them.
    package var names: [String]?

    package init(rows: Int, columns: Int, values: [Double], names: [String]? = nil) {
        self.rows = rows
        self.columns = columns
        self.values = values
        self.names = names
    }
}
