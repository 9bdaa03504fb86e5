/// Rows with named columns.
package struct Table: Sendable, Equatable {
    package let names: [String]
    package let columns: [Column]
    package let rows: Int

    package init(names: [String], columns: [Column]) {
        precondition(names.count == columns.count && Set(columns.map(\.count)).count <= 1)
        self.names = names
        self.columns = columns
        rows = columns.first?.count ?? 0
    }

    package subscript(name: String) -> Column? {
        names.firstIndex(of: name).map { columns[$0] }
    }
}

/// What is wrong with a table, as a sentence, and where.
package struct TableFault: Error, Hashable, CustomStringConvertible {
    package let message: String
    /// The line of the file, from 1.
    package let line: Int?
    /// The name of the column, or its number from 1 where it has none.
    package let column: String?

    package init(_ message: String, line: Int? = nil, column: String? = nil) {
        self.message = message
        self.line = line
        self.column = column
    }

    package var description: String {
        let place = [line.map { "line \($0)" }, column.map { "column '\($0)'" }].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
