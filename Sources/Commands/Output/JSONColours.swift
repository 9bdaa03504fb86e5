import Domain

/// `-o jsonc`: keys blue, texts green, the other values cyan.
enum JSONColours {
    static func coloured(_ value: JSONValue) -> String {
        value.indentedText.split(separator: "\n", omittingEmptySubsequences: false).map(line).joined(separator: "\n")
    }

    /// A line of indented JSON holds at most one key and one value, and a text never spans lines.
    private static func line(_ line: Substring) -> String {
        let body = line.drop { $0 == " " }
        let indent = line.prefix(line.count - body.count)
        guard body.first == "\"", let end = endOfText(body) else { return indent + painted(body) }
        let rest = body[end...]
        guard rest.hasPrefix(": ") else { return indent + painted(body) }
        return indent + "\u{1B}[94m" + body[..<end] + "\u{1B}[39m: " + painted(rest.dropFirst(2))
    }

    private static func endOfText(_ body: Substring) -> Substring.Index? {
        var index = body.index(after: body.startIndex)
        while index < body.endIndex, body[index] != "\"" {
            index = body.index(index, offsetBy: body[index] == "\\" ? 2 : 1, limitedBy: body.endIndex) ?? body.endIndex
        }
        return index < body.endIndex ? body.index(after: index) : nil
    }

    private static func painted(_ value: Substring) -> String {
        guard let first = value.first, !"{}[]".contains(first) else { return String(value) }
        let comma = value.last == "," ? "," : ""
        let bare = value.dropLast(comma.count)
        return (first == "\"" ? "\u{1B}[32m" : "\u{1B}[36m") + bare + "\u{1B}[39m" + comma
    }
}
