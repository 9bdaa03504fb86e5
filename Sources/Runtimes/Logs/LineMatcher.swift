/// Finds the lines of a stretch that a pattern is in, as they are shown: what a progress bar has overwritten is not
/// found, and a colour in the middle of a word does not hide it. One thread's own.
final class LineMatcher {
    private let pattern: LinePattern
    private let expression: Regex<AnyRegexOutput>?
    /// No line is shown longer, and none is searched further by an expression.
    private static let longest = 16_384

    init(_ pattern: LinePattern) throws {
        self.pattern = pattern
        expression = pattern.literal == nil ? try pattern.expression() : nil
    }

    /// Whether a line has it.
    func matches(_ shown: LogBytes) -> Bool {
        if let literal = pattern.literal { return literal.first(in: shown, from: 0, to: shown.count) != nil }
        if let required = pattern.required, required.first(in: shown, from: 0, to: shown.count) == nil { return false }
        guard let expression else { return false }
        let text = String(decoding: shown.prefix(Self.longest), as: UTF8.self)
        return (try? expression.firstMatch(in: text)) != nil
    }

    /// The numbers of the lines that have it, from 0, until `take` answers false.
    ///
    /// - Parameter bytes: whole lines, each with its line feed.
    func lines(of bytes: LogBytes, take: (Int) -> Bool) {
        var specials = SpecialBytes(bytes)
        let quick = pattern.literal ?? pattern.required
        var line = 0
        var at = 0
        while at < bytes.count {
            // As far as nothing special is, lines without what is sought are not even told apart.
            if let quick {
                let plain = specials.plainEnd(from: at)
                if plain > at {
                    guard let hit = quick.first(in: bytes, from: at, to: plain) else {
                        line += bytes.lineFeeds(from: at, to: plain)
                        at = plain
                        continue
                    }
                    let start = bytes.lastLineFeed(from: at, to: hit).map { $0 + 1 } ?? at
                    line += bytes.lineFeeds(from: at, to: start)
                    at = start
                }
            }
            let newline = bytes.position(of: UInt8(ascii: "\n"), from: at, to: bytes.count) ?? bytes.count
            let end = newline > at && bytes[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
            if matches(bytes, at..<end, &specials), !take(line) { return }
            line += 1
            at = newline + 1
        }
    }

    private func matches(_ bytes: LogBytes, _ range: Range<Int>, _ specials: inout SpecialBytes) -> Bool {
        guard specials.isOne(from: range.lowerBound, to: range.upperBound) else { return matches(bytes.part(range)) }
        var normaliser = LogNormaliser()
        var shown: [UInt8] = []
        normaliser.feed(bytes.part(range), into: &shown)
        shown += normaliser.finish()
        if shown.last == UInt8(ascii: "\n") { shown.removeLast() }
        return shown.withUnsafeBufferPointer { matches($0) }
    }
}
