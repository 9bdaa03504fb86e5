package import Domain

/// A JMESPath query (jmespath.org, the whole language). Name it `JMESPath.Expression` where Foundation is imported.
package struct Expression: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    private let root: Node

    /// Throws `QueryError` of kind syntax, unknown-function, invalid-arity or invalid-value.
    package init(parsing text: String) throws(QueryError) {
        description = text
        root = try Parser.parse(text)
    }

    /// Throws `QueryError` of kind invalid-type, when a function meets a value it cannot take. Objects are walked by
    /// key, so the answer is always the same.
    package func evaluate(_ value: JSONValue) throws(QueryError) -> JSONValue {
        try Interpreter(text: description).evaluate(root, value)
    }
}
