/// Numbers in rows, one row after the other in memory.
package struct Matrix: Codable, Sendable, Hashable {
    package let rows: Int
    package let columns: Int
    package var values: [Double]

    package init(rows: Int, columns: Int, values: [Double]) {
        precondition(values.count == rows * columns, "a matrix of \(rows) × \(columns) with \(values.count) values")
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    private enum CodingKeys: String, CodingKey {
        case rows, columns, values
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rows = try container.decode(Int.self, forKey: .rows)
        columns = try container.decode(Int.self, forKey: .columns)
        values = try container.decode([Double].self, forKey: .values)
        let (size, isTooLarge) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0, columns >= 0, !isTooLarge, size == values.count else {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container,
                debugDescription: "a matrix of \(rows) × \(columns) has \(values.count) values")
        }
    }

    package init(rows: Int, columns: Int) {
        self.init(rows: rows, columns: columns, values: [Double](repeating: 0, count: rows * columns))
    }

    package subscript(row: Int, column: Int) -> Double {
        get { values[row * columns + column] }
        set { values[row * columns + column] = newValue }
    }

    package func row(_ row: Int) -> ArraySlice<Double> { values[row * columns..<(row + 1) * columns] }

    /// Some rows of it, in the order given.
    package func selecting(_ places: [Int]) -> Matrix {
        var chosen: [Double] = []
        chosen.reserveCapacity(places.count * columns)
        for place in places { chosen.append(contentsOf: row(place)) }
        return Matrix(rows: places.count, columns: columns, values: chosen)
    }

    /// The mean of each column.
    package var means: [Double] {
        var sums = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns { sums[column] += self[row, column] }
        }
        return sums.map { $0 / Double(max(1, rows)) }
    }
}
