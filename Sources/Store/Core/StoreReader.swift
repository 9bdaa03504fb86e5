import GRDB

/// A view of the database during one read or one transaction. Each noun adds its queries in an extension
/// (`StoreReader+Jobs.swift`).
package class StoreReader {
    let database: Database

    init(_ database: Database) {
        self.database = database
    }
}
