package import FoundationEssentials
import GRDB

/// A row as it was: taken out of its table and put back without being understood, so that nothing of it is lost.
package struct StoredRow: Codable, Sendable, Hashable {
    let table: String
    let columns: [String: Value]

    enum Value: Codable, Sendable, Hashable {
        case null
        case integer(Int64)
        case real(Double)
        case text(String)
        case blob(Data)
    }

    init(_ row: Row, of table: String) {
        self.table = table
        columns = Dictionary(
            row.map { column, value in (column, Value(value)) }, uniquingKeysWith: { first, _ in first })
    }

    /// The noun of a row that has one.
    package var document: Data? {
        guard case .blob(let data)? = columns["document"] else { return nil }
        return data
    }
}

extension StoredRow.Value {
    fileprivate init(_ value: DatabaseValue) {
        self =
            switch value.storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob(data)
            }
    }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let data): data.databaseValue
        }
    }
}

extension StoreTransaction {
    /// Removes rows, and gives them as they were.
    func take(from table: String, where condition: String, _ arguments: StatementArguments) throws -> [StoredRow] {
        try Row.fetchAll(
            database, sql: "DELETE FROM \(table) WHERE \(condition) RETURNING *", arguments: arguments
        ).map { StoredRow($0, of: table) }
    }

    func insert(_ row: StoredRow) throws {
        // Both lists of one dictionary: they are in the same order.
        try database.execute(
            sql: """
                INSERT INTO \(row.table) (\(row.columns.keys.joined(separator: ", ")))
                VALUES (\(row.columns.map { _ in "?" }.joined(separator: ", ")))
                """,
            arguments: StatementArguments(row.columns.values.map(\.databaseValue)))
    }
}
