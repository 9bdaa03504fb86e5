import Domain

// What JMESPath means by equal, ordered and true, where that differs from Swift's own idea.

extension JSONValue {
    /// Numbers are equal by value, strings by their Unicode scalars.
    func matches(_ other: JSONValue) -> Bool {
        switch (self, other) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.int(let a), .int(let b)): a == b
        case (.string(let a), .string(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
        case (.array(let a), .array(let b)): a.count == b.count && zip(a, b).allSatisfy { $0.matches($1) }
        case (.object(let a), .object(let b)):
            a.count == b.count && a.allSatisfy { key, value in b[key]?.matches(value) ?? false }
        default:
            if let a = doubleValue, let b = other.doubleValue { a == b } else { false }
        }
    }

    /// By the name's Unicode scalars: Swift takes a letter with its accent for the two written one after the other.
    func member(_ name: String) -> JSONValue? {
        guard case .object(let members) = self, let place = members.index(forKey: name),
            members[place].key.unicodeScalars.elementsEqual(name.unicodeScalars)
        else { return nil }
        return members[place].value
    }

    /// Nil when the two cannot be ordered: only numbers, and strings, can.
    func precedes(_ other: JSONValue) -> Bool? {
        switch (self, other) {
        case (.int(let a), .int(let b)): a < b
        case (.string(let a), .string(let b)): a.unicodeScalars.lexicographicallyPrecedes(b.unicodeScalars)
        default:
            if let a = doubleValue, let b = other.doubleValue { a < b } else { nil }
        }
    }

    var doubleValue: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }

    /// False are null, false, and the empty string, array and object. 0 is true.
    var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .int, .double: true
        case .string(let value): !value.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        }
    }

    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// An object's members, by key, so that a query gives the same answer every time.
    static func ordered(_ members: [String: JSONValue]) -> [(key: String, value: JSONValue)] {
        members.sorted { $0.key.unicodeScalars.lexicographicallyPrecedes($1.key.unicodeScalars) }
    }
}
