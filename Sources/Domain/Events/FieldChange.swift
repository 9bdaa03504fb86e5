/// One value of a thing that an event changed, e.g. `tags.stage` from "a" to "b".
package struct FieldChange: Codable, Sendable, Hashable {
    package let path: [String]
    /// Null where there was none, or is none.
    package let before: JSONValue
    package let after: JSONValue

    package init(path: [String], before: JSONValue, after: JSONValue) {
        self.path = path
        self.before = before
        self.after = after
    }

    /// A share of 0 in a traffic split is the same as none.
    package static func meant(_ value: JSONValue, at path: [String]) -> JSONValue {
        guard ["traffic", "mirror_traffic"].contains(path.first), case .object(let shares) = value else { return value }
        return .object(shares.filter { $0.value != 0 })
    }

    package var name: String { path.joined(separator: ".") }
}

extension FieldChange: CustomStringConvertible {
    /// `tags.stage: a -> b`, `traffic: blue=100 -> blue=90 green=10`
    package var description: String { "\(name): \(Self.text(before)) -> \(Self.text(after))" }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .null: "none"
        case .bool(let value): value ? "yes" : "no"
        case .string(let text): text.isEmpty ? "''" : text.neutralised
        case .array(let elements): elements.isEmpty ? "none" : elements.map(text).joined(separator: " ")
        case .object(let members):
            members.isEmpty
                ? "none" : members.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }.joined(separator: " ")
        case .int, .double: value.plainText
        }
    }
}

extension Event {
    /// What the event changed of the thing it is about, as far as its `before` and `after` tell, by path.
    package var changes: [FieldChange] {
        // What is gone has no fields any more, and none was changed.
        guard !isDeletion, case .object(let before)? = before, case .object(let after)? = after else { return [] }
        return Set(before.keys).union(after.keys).subtracting(Self.notFields).sorted().flatMap { key -> [FieldChange] in
            let old = FieldChange.meant(before[key] ?? .null, at: [key])
            let new = FieldChange.meant(after[key] ?? .null, at: [key])
            guard Self.maps.contains(key), case .object(let old) = old, case .object(let new) = new else {
                return old == new ? [] : [FieldChange(path: [key], before: old, after: new)]
            }
            return Set(old.keys).union(new.keys).sorted().compactMap { name in
                let (old, new) = (old[name] ?? .null, new[name] ?? .null)
                return old == new ? nil : FieldChange(path: [key, name], before: old, after: new)
            }
        }
    }

    /// The event that this one took back.
    package var undoes: Int64? {
        guard case .int(let sequence)? = after?["undoes"] else { return nil }
        return sequence
    }

    /// Counters and marks, which nobody sets.
    private static let notFields: Set<String> = ["revision", "undoes"]
    /// Changed a name at a time; other objects (a traffic split) are one value.
    private static let maps: Set<String> = ["tags", "properties"]
}
