/// A part of a result, and the token for the next one.
package struct Page<Element> {
    package let elements: [Element]
    /// Opaque to clients; nil at the end.
    package let nextToken: String?

    package init(elements: [Element], nextToken: String?) {
        self.elements = elements
        self.nextToken = nextToken
    }
}

extension Page: Sendable where Element: Sendable {}

/// A position in a result, as text: a list of integers in a form that clients do not read.
package struct PageToken: Sendable, Equatable {
    package let numbers: [Int64]

    package init(_ numbers: [Int64]) {
        self.numbers = numbers
    }

    /// Throws `invalidArgument` for a token this engine did not make.
    package init(parsing text: String, count: Int) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let numbers = parts.dropFirst().compactMap { Int64($0, radix: 36) }
        guard parts.first == "p", numbers.count == parts.count - 1, numbers.count == count else {
            throw AtelierError(.invalidArgument, "Invalid page token: '\(text.prefix(100).description.neutralised)'")
        }
        self.numbers = numbers
    }

    package var text: String {
        (["p"] + numbers.map { String($0, radix: 36) }).joined(separator: ".")
    }
}
