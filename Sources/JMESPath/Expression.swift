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

    /// The keys of the `{…}` that makes the result, as written; empty when no `{…}` does. Objects have no order of
    /// their own, but who writes `{Name: name, Status: status}` wants the columns so.
    package var memberOrder: [String] { root.memberOrder }
}

extension Node {
    fileprivate var memberOrder: [String] {
        switch self {
        case .hash(let members): members.map(\.key)
        case .chain(let left, .index), .projection(let left, .current), .filterProjection(let left, _, .current):
            left.memberOrder
        case .chain(_, let right), .projection(_, let right), .valueProjection(_, let right),
            .filterProjection(_, _, let right):
            right.memberOrder
        case .flatten(let inner): inner.memberOrder
        case .call(.sortBy, let arguments, _), .call(.reverse, let arguments, _):
            if case .value(let node)? = arguments.first { node.memberOrder } else { [] }
        default: []
        }
    }
}
