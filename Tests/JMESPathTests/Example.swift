import Testing
import Domain
import JMESPath

/// A line of a table: in `document`, `query` gives `answer` (all JSON), or fails with the kind `failure`.
struct Example: CustomTestStringConvertible, Sendable {
    let document: String
    let query: String
    var answer: String?
    var failure: QueryError.Kind?

    var testDescription: String { query }

    init(_ document: String, _ query: String, _ answer: String) {
        self.document = document
        self.query = query
        self.answer = answer
    }

    init(_ document: String, _ query: String, fails failure: QueryError.Kind) {
        self.document = document
        self.query = query
        self.failure = failure
    }

    /// The answer as text, or the failure's kind.
    func outcome() throws -> String {
        let value = try JSONParser.parse(document)
        do {
            return try JMESPath.Expression(parsing: query).evaluate(value).compactText
        } catch {
            return error.kind.rawValue
        }
    }

    func expected() throws -> String {
        if let failure { return failure.rawValue }
        return try JSONParser.parse(answer ?? "null").compactText
    }
}
