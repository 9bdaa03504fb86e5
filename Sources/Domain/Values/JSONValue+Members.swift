extension JSONValue {
    /// An object without the members that have no value, or null for one.
    package static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
        var result: [String: JSONValue] = [:]
        for (key, value) in members {
            if let value, !value.isNull { result[key] = value }
        }
        return .object(result)
    }

    /// Two objects as one; where both have a member, the other's.
    package func merged(with other: JSONValue) -> JSONValue {
        guard case .object(let own) = self, case .object(let more) = other else { return self }
        return .object(own.merging(more) { $1 })
    }

    package init(_ texts: [String: String]) {
        self = .object(texts.mapValues(JSONValue.string))
    }

    package init(_ texts: [String]) {
        self = .array(texts.map(JSONValue.string))
    }

    package init(_ number: some BinaryInteger) {
        self = .int(Int64(number))
    }

    /// The members by key, or as a query wrote them down.
    package func members(inOrder order: [String]) -> [(key: String, value: JSONValue)] {
        guard case .object(let members) = self else { return [] }
        let ranks = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: min)
        return members.sorted { left, right in
            let (first, second) = (ranks[left.key] ?? Int.max, ranks[right.key] ?? Int.max)
            return first == second
                ? left.key.unicodeScalars.lexicographicallyPrecedes(right.key.unicodeScalars) : first < second
        }
    }

    /// A plain value as Python's `str` shows it, which is what `az` prints in tables and tsv.
    package var plainText: String {
        switch self {
        case .null: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): String(value)
        case .double(let value): JSONValue.text(of: value)
        case .string(let value): value
        case .array, .object: compactText
        }
    }
}

extension JSONValue {
    /// The members that are texts, of a map of texts.
    package var texts: [String: String] {
        guard case .object(let members) = self else { return [:] }
        return members.compactMapValues(\.stringValue)
    }

    package func number(_ key: String) -> Int? {
        guard case .int(let value)? = self[key] else { return nil }
        return Int(value)
    }

    /// The shares of a traffic split.
    package var shares: [DeploymentName: Int] {
        guard case .object(let members) = self else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: members.keys.compactMap { key in number(key).map { (DeploymentName(key), $0) } })
    }
}
