/// A name as written: `metrics.loss`, `tags."mlflow.user"`, `start_time`.
struct SearchName {
    /// The parts between dots; the dots inside quotes do not count.
    let parts: [String]
    var text: String { parts.joined(separator: ".") }
}

/// A cursor over the tokens of a search text.
struct SearchTokens {
    private var rest: ArraySlice<SearchToken.Spaced>

    init(_ tokens: [SearchToken.Spaced]) {
        rest = tokens[...]
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes a keyword, in any case.
    mutating func takeWord(_ keyword: String) -> Bool {
        guard case .word(let word)? = rest.first?.token, word.uppercased() == keyword else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes a dotted name: words and quoted parts that touch.
    mutating func takeName() -> SearchName? {
        guard let first = rest.first else { return nil }
        var parts: [String] = []
        switch first.token {
        case .word(let word): parts = word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        case .name(let text, _): parts = [text]
        default: return nil
        }
        rest.removeFirst()
        // `tags.` ends in an empty part that the quoted key behind it fills.
        while let next = rest.first, !next.isAfterSpace {
            switch next.token {
            case .name(let text, _):
                guard parts.last == "" else { return nil }
                parts[parts.count - 1] = text
            case .dot: parts.append("")
            case .word(let word):
                guard parts.last == "" else { return nil }
                parts.removeLast()
                parts += word.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            default: return parts.contains("") ? nil : SearchName(parts: parts)
            }
            rest.removeFirst()
        }
        return parts.contains("") ? nil : SearchName(parts: parts)
    }

    mutating func takeComparator() -> String? {
        if case .comparison(let symbol)? = rest.first?.token {
            rest.removeFirst()
            return symbol
        }
        for keyword in ["LIKE", "ILIKE"] where takeWord(keyword) { return keyword }
        return nil
    }

    /// Takes `IN` (false) or `NOT IN` (true).
    mutating func takeIn() -> Bool? {
        if takeWord("IN") { return false }
        let start = rest
        if takeWord("NOT"), takeWord("IN") { return true }
        rest = start
        return nil
    }

    mutating func takeString() -> String? {
        switch rest.first?.token {
        case .quoted(let text): rest.removeFirst(); return text
        case .name(let text, isDoubleQuoted: true): rest.removeFirst(); return text
        default: return nil
        }
    }

    mutating func takeNumber() -> SearchNumber? {
        guard case .word(let word)? = rest.first?.token else {
            // `.5` arrives as a dot and a word.
            guard case .dot? = rest.first?.token, rest.count > 1, case .word(let word)? = rest.dropFirst().first?.token,
                let value = Double("0." + word)
            else { return nil }
            rest.removeFirst(2)
            return .real(value)
        }
        guard word.first.map({ $0.isNumber || $0 == "-" || $0 == "+" }) == true else { return nil }
        if let integer = Int64(word) {
            rest.removeFirst()
            return .integer(integer)
        }
        guard let value = Double(word), value.isFinite else { return nil }
        rest.removeFirst()
        return .real(value)
    }

    /// Takes `('a', 'b')`; not empty.
    mutating func takeList() -> [String]? {
        guard rest.first?.token == .open else { return nil }
        rest.removeFirst()
        var values: [String] = []
        while let value = takeString() {
            values.append(value)
            if rest.first?.token == .comma {
                rest.removeFirst()
                continue
            }
            guard rest.first?.token == .close else { return nil }
            rest.removeFirst()
            return values
        }
        return nil
    }
}
