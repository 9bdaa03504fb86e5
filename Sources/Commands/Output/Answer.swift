package import Domain

/// What a verb has to say on standard output.
package struct Answer: Sendable {
    /// Nil prints nothing, in any form.
    package let value: JSONValue?
    /// What a table of it shows; empty shows every plain value, as `az` does.
    package let columns: [Column]
    /// What the program ends with once the answer is printed.
    package let exitCode: Int32

    package init(_ value: JSONValue?, columns: [Column] = [], exitCode: Int32 = 0) {
        self.value = value
        self.columns = columns
        self.exitCode = exitCode
    }

    package static let nothing = Answer(nil)
}

/// A column of a table: its title, and the dotted path to its value.
package struct Column: Sendable, Hashable {
    package enum Kind: Sendable {
        case plain, time, money
        /// A number of seconds.
        case seconds
        /// A number to six digits.
        case score
        /// A map of values: `depth=3 rate=0.1`.
        case assignments
    }

    package let title: String
    package let path: [String]
    package let kind: Kind

    package init(_ title: String, _ path: String, _ kind: Kind = .plain) {
        self.title = title
        self.path = path.split(separator: ".").map(String.init)
        self.kind = kind
    }

    /// A key of the rows as it is, also with a point in it.
    init(_ title: String, keys: [String]) {
        self.title = title
        path = keys
        kind = .plain
    }

    private static func brief(_ value: JSONValue) -> String {
        guard case .double(let number) = value, number != number.rounded() else { return value.plainText }
        return JSONValue.brief(number)
    }

    /// As a table shows it, which is for the eye.
    func value(in row: JSONValue) -> JSONValue {
        let value = path.reduce(row) { value, key in value[key] ?? .null }
        switch (kind, value) {
        // `2026-01-31T12:00:00.000+00:00` to the second.
        case (.time, .string(let text)): return .string(text.prefix(while: { $0 != "." && $0 != "+" }) + "Z")
        // To the hundredth of a cent.
        case (.money, .double(let amount)) where amount >= 0 && amount < 1e9:
            let (whole, rest) = Int64((amount * 10_000).rounded()).quotientAndRemainder(dividingBy: 10_000)
            return .string("\(whole).\(String(rest + 10_000).dropFirst())")
        case (.seconds, .double(let seconds)) where seconds >= 0 && seconds < 1e9:
            return .string(Duration.milliseconds(Int64(seconds * 1000)).inWords)
        case (.score, .double(let score)): return .string(JSONValue.brief(score))
        case (.assignments, .object):
            return .string(value.members(inOrder: []).map { "\($0.key)=\(Self.brief($0.value))" }.joined(separator: " "))
        case (.plain, .array(let items)) where items.allSatisfy({ $0.stringValue != nil }):
            return .string(items.compactMap(\.stringValue).joined(separator: ", "))
        default: return value
        }
    }
}
