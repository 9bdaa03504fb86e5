/// What is wrong with a table, as a sentence, and where.
package struct TableFault: Error, Hashable, CustomStringConvertible {
    package let message: String
    /// The line of the file, from 1.
    package let line: Int?
    /// The row of the table, from 1, where no line of a file is known.
    package let row: Int?
    /// The name of the column, or its number from 1 where it has none.
    package let column: String?

    package init(_ message: String, line: Int? = nil, row: Int? = nil, column: String? = nil) {
        self.message = message
        self.line = line
        self.row = row
        self.column = column
    }

    package var description: String {
        let places = [line.map { "line \($0)" }, row.map { "row \($0)" }, column.map { "column '\($0)'" }]
        let place = places.compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
