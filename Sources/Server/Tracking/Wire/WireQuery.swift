import Domain

/// Reads `a=1&b=2&b=3` into fields: a repeated name is a list.
enum WireQuery {
    static func read(_ query: String) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        for part in query.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = decode(pair[0]), let value = decode(pair.count > 1 ? pair[1] : "") else { continue }
            switch fields[name] {
            case nil: fields[name] = .string(value)
            case .array(let elements): fields[name] = .array(elements + [.string(value)])
            case .some(let first): fields[name] = .array([first, .string(value)])
            }
        }
        return fields
    }

    private static func decode(_ text: Substring) -> String? {
        String(text.map { $0 == "+" ? " " : $0 }).percentDecoded
    }
}
