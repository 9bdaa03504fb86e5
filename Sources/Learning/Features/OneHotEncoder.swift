/// A text as a column for each value that occurs, 1 in its own and 0 in the others, as scikit-learn's `OneHotEncoder` with
/// `handle_unknown="infrequent_if_exist"`: rare values share one column, and with them what was never seen.
package struct OneHotEncoder: Sendable, Hashable {
    /// In the order of the alphabet.
    package let categories: [String]
    /// Whether a last column stands for rare values.
    package let hasOthers: Bool

    package var width: Int { categories.count + (hasOthers ? 1 : 0) }

    /// - Parameters:
    ///   - leastCount: a value that occurs less often is rare.
    ///   - most: columns there may be; the least frequent values are rare beyond.
    package init(fitting column: TextColumn, leastCount: Int = 1, most: Int = .max) {
        let counts = column.counts
        let order = counts.indices.filter { counts[$0] > 0 }.sorted {
            (counts[$1], column.values[$0]) < (counts[$0], column.values[$1])
        }
        let frequent = order.filter { counts[$0] >= max(1, leastCount) }
        hasOthers = frequent.count < order.count || frequent.count > most
        categories = frequent.prefix(hasOthers ? max(0, most - 1) : most).map { column.values[$0] }.sorted()
    }

    /// A row a text; a missing one has 0 everywhere, and so has an unknown one where there is no column for others.
    package func transform(_ column: TextColumn) -> Matrix {
        let places = Dictionary(uniqueKeysWithValues: categories.enumerated().map { ($0.element, $0.offset) })
        let byCode = column.values.map { places[$0] ?? (hasOthers ? categories.count : -1) }
        var result = Matrix(rows: column.codes.count, columns: width)
        for (row, code) in column.codes.enumerated() where code >= 0 && byCode[Int(code)] >= 0 {
            result[row, byCode[Int(code)]] = 1
        }
        return result
    }
}
