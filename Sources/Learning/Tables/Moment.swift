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

    /// Counted in years that begin with March, so that a leap day is a year's last, and in spans of 400 years, which are alike.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let marchYear = month < 3 ? year - 1 : year
        let span = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfSpan = marchYear - span * 400
        let dayOfYear = (153 * (month < 3 ? month + 9 : month - 3) + 2) / 5 + day - 1
        return span * 146_097 + yearOfSpan * 365 + yearOfSpan / 4 - yearOfSpan / 100 + dayOfYear - 719_468
    }

    package var date: (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let span = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfSpan = shifted - span * 146_097
        let yearOfSpan = (dayOfSpan - dayOfSpan / 1460 + dayOfSpan / 36_524 - dayOfSpan / 146_096) / 365
        let dayOfYear = dayOfSpan - (365 * yearOfSpan + yearOfSpan / 4 - yearOfSpan / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfSpan + span * 400 + (month < 3 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
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
        let newMonth = ((all % 12) + 12) % 12 + 1
        let newYear = (all - newMonth + 1) / 12
        let last = Self.length(ofMonth: newMonth, year: newYear)
        return Moment(days: Self.days(newYear, newMonth, min(day, last)), secondOfDay: secondOfDay)
    }

    package func value(_ part: DatePart) -> Double { values([part])[0] }

    package func values(_ parts: [DatePart]) -> [Double] {
        let (year, month, day) = date
        return parts.map { part in
            switch part {
            case .year: Double(year)
            case .quarter: Double((month + 2) / 3)
            case .month: Double(month)
            case .day: Double(day)
            case .weekday: Double((days % 7 + 10) % 7)
            case .dayOfYear: Double(days - Self.days(year, 1, 1) + 1)
            case .hour: Double(Int(secondOfDay) / 3600)
            case .minute: Double(Int(secondOfDay) / 60 % 60)
            case .seconds: seconds
            }
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
