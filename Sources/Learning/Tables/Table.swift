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
