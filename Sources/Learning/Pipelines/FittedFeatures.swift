/// The features of a row, as they were decided and fitted in training: columns of the data in, a row of numbers out.
package struct FittedFeatures: Codable, Sendable, Hashable {
    /// A column of the data, by name, and what becomes of it. A column may come several times.
    package struct Source: Codable, Sendable, Hashable {
        package let name: String
        package let column: FittedColumn

        package init(name: String, column: FittedColumn) {
            self.name = name
            self.column = column
        }
    }

    /// Their features stand side by side in this order.
    package let sources: [Source]
    /// Applied to all features; nil leaves them as they are.
    package let scaler: StandardScaler?
    /// What each feature is called: `age`, `city=Rome`, `when.month`.
    package let names: [String]

    package init(sources: [Source], scaler: StandardScaler?, names: [String]) {
        self.sources = sources
        self.scaler = scaler
        self.names = names
    }
}
