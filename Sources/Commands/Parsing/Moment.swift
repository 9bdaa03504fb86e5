import Domain
import FoundationEssentials

/// A time as people write it: `2026-01-31T12:00:00Z`, `2026-01-31 12:00`, `2026-01-31`, `12:00`, or back from now, `-2h`.
/// Without a zone it is UTC, as tables show it.
enum Moment {
    /// Throws `invalidArgument` for what is no time.
    static func parse(_ text: String, flag: String, now: Date) throws -> Date {
        if let date = ago(text, now) ?? absolute(text, now) {
            // Times travel as seconds since then.
            guard date.timeIntervalSince1970 >= 0 else {
                throw AtelierError(
                    .invalidArgument, "'\(text.neutralised)' after \(flag) is a time before 1970",
                    hint: "nothing here is that old")
            }
            return date
        }
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

    private static func absolute(_ text: String, _ now: Date) -> Date? {
        let pattern = /(?:(\d{4}-\d\d-\d\d)(?:T|$))?(?:(\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?/
        guard let match = text.replacing(" ", with: "T").uppercased().wholeMatch(of: pattern),
            match.1 != nil || match.2 != nil
        else { return nil }
        let style = Date.ISO8601FormatStyle()
        // A time alone is today's.
        let day = match.1.map(String.init) ?? now.formatted(style.year().month().day())
        let time = "\(match.2 ?? "00:00")\(match.3 ?? ":00")"
        guard isInTheCalendar(day), isOnTheClock(time) else { return nil }
        let whole = "\(day)T\(time)\(match.4 ?? "Z")"
        return (try? style.parse(whole)) ?? (try? Date.ISO8601FormatStyle(includingFractionalSeconds: true).parse(whole))
    }

    /// Foundation reads 25:00 as one in the morning of the next day.
    private static func isOnTheClock(_ time: String) -> Bool {
        time < "24" && time.split(separator: ":").allSatisfy { $0 < "60" }
    }

    /// And the 30th of February as a day of March.
    private static func isInTheCalendar(_ day: String) -> Bool {
        let style = Date.ISO8601FormatStyle()
        return (try? style.parse("\(day)T00:00:00Z"))?.formatted(style.year().month().day()) == day
    }
}
