package import Domain

/// YAML in block style, keys sorted, as `az … -o yaml` prints it. Texts with control characters are quoted and escaped, so
/// that it is safe for a terminal as it is.
package enum YAMLText {
    /// - Parameter order: keys of the outermost map that come first, in this order.
    package static func text(of value: JSONValue, keysFirst order: [String] = []) -> String {
        lines(of: value, keysFirst: order).joined(separator: "\n") + "\n"
    }

    private static func lines(of value: JSONValue, keysFirst order: [String] = []) -> [String] {
        switch value {
        case .object(let members) where !members.isEmpty:
            value.members(inOrder: order).flatMap { key, value in
                entry(scalar(.string(key)) + ":", value, indent: value.isList ? "" : "  ")
            }
        case .array(let elements) where !elements.isEmpty:
            elements.flatMap(element)
        default: [scalar(value)]
        }
    }

    private static func entry(_ key: String, _ value: JSONValue, indent: String) -> [String] {
        if case .string(let text) = value, let block = block(text) { return ["\(key) \(block[0])"] + block.dropFirst() }
        guard value.isNested else { return ["\(key) \(scalar(value))"] }
        return [key] + lines(of: value).map { indent + $0 }
    }

    private static func element(_ value: JSONValue) -> [String] {
        let lines = lines(of: value)
        return lines.enumerated().map { $0 == 0 ? "- \($1)" : "  \($1)" }
    }

    /// A text of several lines as a literal block, where that reads back as the same text.
    private static func block(_ text: String) -> [String]? {
        let body = text.hasSuffix("\n") ? text.dropLast() : text[...]
        guard body.contains("\n"), let first = body.first, !first.isWhitespace, body.last != "\n",
            !body.unicodeScalars.contains(where: { $0.isHostileToTerminals && $0 != "\n" })
        else { return nil }
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
        return [text.hasSuffix("\n") ? "|" : "|-"] + lines.map { $0.isEmpty ? "" : "  \($0)" }
    }

    static func scalar(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool(let truth): truth ? "true" : "false"
        case .double(let number) where number.isInfinite: number < 0 ? "-.inf" : ".inf"
        case .double(let number) where number.isNaN: ".nan"
        case .double(let number): pointed(JSONValue.text(of: number))
        case .string(let text): quoted(text)
        case .array: "[]"
        case .object: "{}"
        default: value.plainText
        }
    }

    /// YAML 1.1 takes `1e-05` for a text, and `1.0e-05` for a number.
    private static func pointed(_ number: String) -> String {
        number.contains(".") ? number : number.replacing("e", with: ".0e")
    }

    /// Plain where that reads back as the same text, otherwise in quotes.
    private static func quoted(_ text: String) -> String {
        if text.unicodeScalars.contains(where: { $0.isHostileToTerminals || $0 == "\n" || $0 == "\t" }) {
            return JSONValue.quoted(text)
        }
        return isPlain(text) ? text : "'\(text.replacing("'", with: "''"))'"
    }

    private static let words: Set<String> = ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "="]

    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, let last = text.last, !words.contains(text.lowercased()) else { return false }
        // Numbers, dates, times and the like start so, and are not worth telling apart.
        if first.isNumber || "+-.".contains(first) { return false }
        if "?:,[]{}#&*!|>'\"%@`<".contains(first) || first.isWhitespace || last.isWhitespace || last == ":" {
            return false
        }
        return !text.contains(": ") && !text.contains(" #")
    }
}

extension JSONValue {
    fileprivate var isList: Bool {
        if case .array = self { true } else { false }
    }

    fileprivate var isNested: Bool {
        switch self {
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        default: false
        }
    }
}
