import Domain

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
    private let advice: String?

    init(_ kind: Kind, _ message: String, in expression: String, at offset: Int, advice: String? = nil) {
        self.kind = kind
        self.message = message
        self.expression = expression
        self.offset = offset
        self.advice = advice
    }

    /// Where the fault stands, counted as people count.
    package var column: Int { offset + 1 }

    /// What to do about it.
    package var hint: String {
        if let advice { return advice }
        return switch kind {
        case .syntax: "text stands in '…', numbers and other JSON in `…`; the language is told at jmespath.org"
        case .unknownFunction:
            "there are " + Function.allCases.map { "\($0.rawValue)()" }.joined(separator: ", ")
        case .invalidArity: "see jmespath.org/specification.html for what it takes"
        case .invalidType: "to_string(), to_number() and to_array() make one type of another"
        case .invalidValue: "leave the step out, or step by 1 or -1"
        }
    }
}

extension QueryError: CustomStringConvertible {
    /// The sentence, the query, and a caret under the place. Of a long query what stands around the place.
    package var description: String {
        let scalars = expression.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
            .map { $0.isHostileToTerminals ? "\u{FFFD}" : $0 }
        let start = offset > Self.shown.before ? offset - Self.shown.before : 0
        let end = min(scalars.count, offset + Self.shown.after)
        let line =
            (start > 0 ? "…" : "") + String(String.UnicodeScalarView(scalars[min(start, end)..<end]))
            + (end < scalars.count ? "…" : "")
        let indent = offset - start + (start > 0 ? 1 : 0)
        return "\(message)\n  \(line)\n  \(String(repeating: " ", count: indent))^"
    }

    private static let shown = (before: 60, after: 40)
}
