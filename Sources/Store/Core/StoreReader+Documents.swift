import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    /// The one value of a query whose first column is a document; nil when no row matches.
    func document<Value: Decodable>(
        _ type: Value.Type, sql: String, _ arguments: StatementArguments, subject: @autoclosure () -> String
    ) throws -> Value? {
        let statement = try database.cachedStatement(sql: sql)
        guard let data = try Data.fetchOne(statement, arguments: arguments) else { return nil }
        return try Document.decode(type, from: data, of: subject())
    }

    /// The values of a query whose columns are a name and a document; what cannot be read is listed beside them.
    func documents<Value: Decodable & Sendable>(
        _ type: Value.Type, noun: String, sql: String, _ arguments: StatementArguments
    ) throws -> Records<Value> {
        var records = Records<Value>()
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            let name: String = row[0]
            let data: Data = row[1]
            records.add { try Document.decode(type, from: data, of: "\(noun) \(name)") }
        }
        return records
    }
}
