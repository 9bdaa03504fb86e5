/// A moment in time as it is written, by the Gregorian calendar. No zone is turned into another.
package struct Moment: Codable, Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    package let days: Int
    /// Of the day, from 0 up to 86,400.
    package let secondOfDay: Double

    package init(days: Int, secondOfDay: Double = 0) {
        self.days = days
        self.secondOfDay = secondOfDay
    }

    /// Nil for a day or a time that there is not.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Double = 0) {
        guard (0...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.length(ofMonth: month, year: year),
            (0..<24).contains(hour), (0..<60).contains(minute), second >= 0, second < 60
        else { return nil }
        days = Self.days(year, month, day)
        secondOfDay = Double(hour * 3600 + minute * 60) + second
    }

    /// Nil where it is too far away to be told.
    package init?(seconds: Double) {
        guard seconds.isFinite, abs(seconds) < 3e11 else { return nil }
        let days = (seconds / 86_400).rounded(.down)
        self.init(days: Int(days), secondOfDay: seconds - days * 86_400)
    }

    /// Since 1970, as if it were written in UTC.
    package var seconds: Double { Double(days) * 86_400 + secondOfDay }

    package static func < (left: Moment, right: Moment) -> Bool {
        (left.days, left.secondOfDay) < (right.days, right.secondOfDay)
    }

    /// Counted in years that begin with March, so that a leap day is a year's last.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = year * 12 + month - 3
        let (year, month) = (Int((Double(shifted) / 12).rounded(.down)), ((shifted % 12) + 12) % 12)
        func down(_ value: Int, _ by: Int) -> Int { value >= 0 ? value / by : -((by - 1 - value) / by) }
        return 365 * year + down(year, 4) - down(year, 100) + down(year, 400) + (153 * month + 2) / 5 + day - 719_469
    }

    package var date: (year: Int, month: Int, day: Int) {
        var year = 1970 + Int((Double(days) / 365.2425).rounded(.down))
        while Self.days(year, 1, 1) > days { year -= 1 }
        while Self.days(year + 1, 1, 1) <= days { year += 1 }
        var rest = days - Self.days(year, 1, 1)
        var month = 1
        while rest >= Self.length(ofMonth: month, year: year) {
            rest -= Self.length(ofMonth: month, year: year)
            month += 1
        }
        return (year, month, rest + 1)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    /// So many months later; a day that the month does not have becomes its last.
    package func adding(months: Int) -> Moment {
        let (year, month, day) = date
        let all = year * 12 + month - 1 + months
        let (newYear, newMonth) = (Int((Double(all) / 12).rounded(.down)), ((all % 12) + 12) % 12 + 1)
        let last = Self.length(ofMonth: newMonth, year: newYear)
        return Moment(days: Self.days(newYear, newMonth, min(day, last)), secondOfDay: secondOfDay)
    }

    package func value(_ part: DatePart) -> Double {
        switch part {
        case .year: Double(date.year)
        case .quarter: Double((date.month + 2) / 3)
        case .month: Double(date.month)
        case .day: Double(date.day)
        case .weekday: Double((days % 7 + 10) % 7)
        case .dayOfYear: Double(days - Self.days(date.year, 1, 1) + 1)
        case .hour: Double(Int(secondOfDay) / 3600)
        case .minute: Double(Int(secondOfDay) / 60 % 60)
        case .seconds: seconds
        }
    }
}

/// `2026-11-30`, with `T04:41:35` where it has a time of day.
extension Moment: CustomStringConvertible {
    package var description: String {
        let (year, month, day) = date
        let text = Self.padded(year, 4) + "-" + Self.padded(month) + "-" + Self.padded(day)
        guard secondOfDay > 0 else { return text }
        let whole = Int(secondOfDay)
        let time = Self.padded(whole / 3600) + ":" + Self.padded(whole / 60 % 60) + ":" + Self.padded(whole % 60)
        let millionths = Int(((secondOfDay - Double(whole)) * 1e6).rounded(.down))
        return text + "T" + time + (millionths > 0 ? "." + Self.padded(millionths, 6) : "")
    }

    private static func padded(_ value: Int, _ width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
