/// The rule of a zone for the time after its table, such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX `TZ`, RFC 8536).
struct ZoneFooter {
    private struct Turn {
        enum Day {
            /// The so-manieth such weekday of a month, 5 for the last; 0 is Sunday.
            case weekday(month: Int, week: Int, day: Int)
            /// 1 to 365, leap days not counted.
            case julian(Int)
            /// 0 to 365.
            case ofYear(Int)
        }

        let day: Day
        /// Of the clocks before it.
        let second: Int
    }

    private let standardOffset: Int
    private let summer: (offset: Int, start: Turn, end: Turn)?

    /// Nil for what is no such rule.
    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let names = parts.first, let match = names.wholeMatch(of: Self.names), let west = Self.seconds(match.1) else {
            return nil
        }
        standardOffset = -west
        guard match.2 != nil else {
            summer = nil
            return
        }
        guard parts.count == 3, let start = Self.turn(parts[1]), let end = Self.turn(parts[2]) else { return nil }
        let offset = match.3.flatMap(Self.seconds).map { -$0 } ?? standardOffset + 3600
        summer = (offset, start, end)
    }

    /// The changes of the years to come; so far ahead that no schedule asks for later ones.
    func changes(after last: Int) -> [ZoneRules.Change] {
        guard let summer else { return [] }
        let first = CalendarDay(number: last.floored(by: CalendarDay.seconds)).components.year
        return (first...max(first, Self.lastYear)).flatMap { year in
            [
                ZoneRules.Change(at: Self.time(of: summer.start, in: year) - standardOffset, offset: summer.offset),
                ZoneRules.Change(at: Self.time(of: summer.end, in: year) - summer.offset, offset: standardOffset),
            ]
        }.filter { $0.at > last }.sorted { $0.at < $1.at }
    }

    private static let lastYear = 2200

    private static func time(of turn: Turn, in year: Int) -> Int {
        func day(_ month: Int, _ day: Int) -> CalendarDay {
            CalendarDay(year: year, month: month, day: day) ?? CalendarDay(number: 0)
        }
        let number: Int
        switch turn.day {
        case .julian(let count):
            let isLater = count > 59 && CalendarDay.length(ofMonth: 2, year: year) == 29
            number = day(1, 1).number + count - 1 + (isLater ? 1 : 0)
        case .ofYear(let count): number = day(1, 1).number + count
        case .weekday(let month, let week, let wanted):
            let first = day(month, 1)
            let start = (wanted - first.weekday.cronNumber + 7) % 7 + (week - 1) * 7
            number = first.number + (start < CalendarDay.length(ofMonth: month, year: year) ? start : start - 7)
        }
        return number * CalendarDay.seconds + turn.second
    }

    private static var names: Regex<(Substring, Substring, Substring?, Substring?)> {
        /(?:[A-Za-z]{3,}|<[^>]+>)([-+]?[0-9:]+)([A-Za-z]{3,}|<[^>]+>)?([-+]?[0-9:]+)?/
    }

    /// `2`, `-1:30`, `10:30:15`
    private static func seconds(_ text: Substring) -> Int? {
        guard let match = text.wholeMatch(of: /([-+])?(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?/), let hours = Int(match.2) else {
            return nil
        }
        let size = hours * 3600 + (match.3.flatMap { Int($0) } ?? 0) * 60 + (match.4.flatMap { Int($0) } ?? 0)
        return match.1 == "-" ? -size : size
    }

    private static func turn(_ text: Substring) -> Turn? {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard let place = parts.first, let second = parts.count > 1 ? seconds(parts[1]) : 7200 else { return nil }
        if let match = place.wholeMatch(of: /M(\d+)\.(\d)\.(\d)/), let month = Int(match.1), let week = Int(match.2),
            let day = Int(match.3), (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
        {
            return Turn(day: .weekday(month: month, week: week, day: day), second: second)
        }
        guard let match = place.wholeMatch(of: /(J)?(\d{1,3})/), let count = Int(match.2), count <= 365 else { return nil }
        return Turn(day: match.1 == nil ? .ofYear(count) : .julian(max(1, count)), second: second)
    }
}
