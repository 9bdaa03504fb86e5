import Domain
import FoundationEssentials

/// A time as people write it: `2026-01-31T12:00:00Z`, `2026-01-31 12:00`, `2026-01-31`, `12:00`, or back from now, `-2h`.
/// Without a zone it is UTC, as tables show it.
enum Moment {
    /// Throws `invalidArgument` for what is no time.
    static func parse(_ text: String, flag: String, now: Date) throws -> Date {
        if let date = ago(text, now) ?? absolute(text, now) { return date }
        throw AtelierError(
            .invalidArgument, "'\(text.neutralised)' after \(flag) is not a time",
            hint: "write \(flag) 2026-01-31T12:00:00Z, 2026-01-31, 12:00, or back from now -90s, -30m, -2h, -7d, -2w")
    }

    private static func ago(_ text: String, _ now: Date) -> Date? {
        let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard text.hasPrefix("-"), let unit = text.last.flatMap({ units[$0] }) else { return nil }
        let digits = text.dropFirst().dropLast()
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }), let count = Double(digits) else { return nil }
        return now.addingTimeInterval(-count * unit)
    }

    /// Foundation reads 25:00 as one in the morning of the next day.
    private static func isOnTheClock(_ text: String) -> Bool {
        guard let match = text.firstMatch(of: /T(\d\d):(\d\d):(\d\d)/) else { return false }
        return match.1 < "24" && match.2 < "60" && match.3 < "60"
    }

    /// And the 30th of February as a day of March.
    private static func isInTheCalendar(_ text: String) -> Bool {
        let style = Date.ISO8601FormatStyle()
        let day = text.prefix { $0 != "T" }
        return (try? style.parse("\(day)T00:00:00Z"))?.formatted(style.year().month().day()) == String(day)
    }

    private static func absolute(_ text: String, _ now: Date) -> Date? {
        let whole = Date.ISO8601FormatStyle()
        var words = text.replacing(" ", with: "T").uppercased()
        // A time alone is today's.
        if words.wholeMatch(of: /\d\d:\d\d(:\d\d)?Z?/) != nil { words = now.formatted(whole.year().month().day()) + "T" + words }
        if words.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil { words += "T00:00:00" }
        if let match = words.wholeMatch(of: /(.+T\d\d:\d\d)(Z|[+-]\d\d:?\d\d)?/) { words = match.1 + ":00" + (match.2 ?? "") }
        guard isOnTheClock(words), isInTheCalendar(words) else { return nil }
        if words.wholeMatch(of: /.+(Z|[+-]\d\d:?\d\d)/) == nil || words.wholeMatch(of: /.+T[\d:.]+/) != nil { words += "Z" }
        return (try? whole.parse(words))
            ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(words))
    }
}
