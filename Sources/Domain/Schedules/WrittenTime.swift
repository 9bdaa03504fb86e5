/// A time as it stands in a schedule (`start_time`): `2026-01-31T08:00:00`, meant in the schedule's time zone unless it
/// names an offset or `Z` of its own.
package struct WrittenTime: Sendable, Hashable {
    /// Seconds since 1970 of a clock on that wall.
    let local: Int
    /// Seconds east of UTC; nil for the schedule's zone.
    let offset: Int?

    /// Throws `invalidArgument`.
    package init(parsing text: String) throws {
        let pattern = /(\d{4})-(\d\d?)-(\d\d?)(?:[Tt ](\d\d?):(\d\d)(?::(\d\d)(?:\.\d*)?)?\s*([Zz]|[-+]\d\d(?::?\d\d)?)?)?/
        func number(_ text: Substring?) -> Int { text.flatMap { Int($0) } ?? 0 }
        guard let match = text.wholeMatch(of: pattern),
            let day = CalendarDay(year: number(match.1), month: number(match.2), day: number(match.3)),
            number(match.4) < 24, number(match.5) < 60, number(match.6) < 60
        else {
            throw AtelierError(
                .invalidArgument, "\"\(text.neutralised)\" is no date and time", hint: "write it as \"2026-01-31T08:00:00\"")
        }
        local = day.number * CalendarDay.seconds + number(match.4) * 3600 + number(match.5) * 60 + number(match.6)
        offset = match.7.map { zone in
            let digits = zone.filter(\.isNumber)
            let size = number(digits.prefix(2)) * 3600 + number(digits.dropFirst(2)) * 60
            return zone.hasPrefix("-") ? -size : size
        }
    }

    /// Seconds since 1970.
    func time(in zone: ZoneRules) -> Int { offset.map { local - $0 } ?? zone.times(ofLocal: local)[0] }
}
