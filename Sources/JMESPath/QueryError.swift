/// Why a query cannot be read or evaluated, with the place in its text.
package struct QueryError: Error, Sendable, Hashable {
    /// The error kinds of the JMESPath specification.
    package enum Kind: String, Sendable {
        case syntax
        case unknownFunction = "unknown-function"
        case invalidArity = "invalid-arity"
        case invalidType = "invalid-type"
        case invalidValue = "invalid-value"
    }

    package let kind: Kind
    /// One sentence without the place.
    package let message: String
    package let expression: String
    /// Counted in Unicode scalars from 0.
    package let offset: Int

    init(_ kind: Kind, _ message: String, in expression: String, at offset: Int) {
        self.kind = kind
        self.message = message
        self.expression = expression
        self.offset = offset
    }
}

extension QueryError: CustomStringConvertible {
    /// The sentence, the query, and a caret under the place.
    package var description: String {
        let line = String(String.UnicodeScalarView(expression.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
        return "\(message)\n  \(line)\n  \(String(repeating: " ", count: offset))^"
    }
}
