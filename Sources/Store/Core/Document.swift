import Domain
import FoundationEssentials
import GRDB

/// Domain values are kept whole, as JSON in a `document` column, beside the columns that queries need: a new field of
/// a noun needs no migration.
enum Document {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(value)
    }

    /// Throws `internal` naming the record when it cannot be read; callers report it and leave it alone.
    static func decode<Value: Decodable>(_ type: Value.Type, from data: Data, of subject: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch {
            throw AtelierError(
                .internal, "the record of \(subject) cannot be read; it was left as it is",
                hint: "see 'atelier engine logs'", subject: subject, cause: error)
        }
    }
}
