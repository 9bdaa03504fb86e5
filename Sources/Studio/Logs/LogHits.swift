import Terminal

/// Where in a line a pattern is: by the engine's rule a regular expression that regards case when it has a capital.
struct LogHits {
    private let expression: Regex<AnyRegexOutput>

    /// Nil for no pattern, and for what is no expression: the engine says so when it is asked to search.
    init?(_ pattern: String?) {
        guard let pattern, let expression = try? Regex(pattern) else { return nil }
        self.expression = expression.ignoresCase(!pattern.contains(where: \.isUppercase))
    }

    /// The cells of each hit.
    func columns(in text: TerminalText) -> [Range<Int>] {
        let plain = text.plain
        return plain.matches(of: expression).compactMap { match in
            guard !match.range.isEmpty else { return nil }
            let start = String(plain[..<match.range.lowerBound]).cellWidth
            return start..<(start + String(plain[match.range]).cellWidth)
        }
    }
}
