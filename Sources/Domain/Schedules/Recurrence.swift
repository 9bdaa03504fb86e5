/// When something fires: every so many minutes, hours, days, weeks or months, at times of the day where it is told so.
package struct Recurrence: Sendable, Hashable {
    package enum Frequency: String, Codable, Sendable, CaseIterable {
        case minute, hour, day, week, month
    }

    package let frequency: Frequency
    package let interval: Int
    /// At which times of the day: every hour with every minute. Empty for that of the anchor.
    package let hours: Set<Int>
    package let minutes: Set<Int>
    /// Of a week; empty for that of the anchor.
    package let weekDays: Set<Weekday>

    /// Throws `invalidArgument` for a pattern that its frequency has no room for.
    package init(
        frequency: Frequency, interval: Int = 1, hours: [Int] = [], minutes: [Int] = [], weekDays: [Weekday] = []
    ) throws {
        guard interval > 0 else {
            throw AtelierError(.invalidArgument, "the interval of a recurrence is \(interval)", hint: "write 1 or more")
        }
        let hasTimes = !hours.isEmpty || !minutes.isEmpty
        if frequency == .minute || frequency == .hour, hasTimes {
            throw AtelierError(
                .invalidArgument, "a recurrence by the \(frequency.rawValue) has no times of the day",
                hint: "leave out hours and minutes, or use the frequency day or week")
        }
        if hasTimes, hours.isEmpty || minutes.isEmpty {
            throw AtelierError(
                .invalidArgument, "a recurrence with \(hours.isEmpty ? "minutes needs hours" : "hours needs minutes") too",
                hint: hours.isEmpty ? nil : "write minutes: [0] for the full hour")
        }
        if frequency != .week, !weekDays.isEmpty {
            throw AtelierError(
                .invalidArgument, "a recurrence by the \(frequency.rawValue) has no days of the week", hint: "use the frequency week")
        }
        self.frequency = frequency
        self.interval = interval
        self.hours = Set(hours)
        self.minutes = Set(minutes)
        self.weekDays = Set(weekDays)
    }

    /// When it comes next, in seconds since 1970. Minutes and hours are counted as they pass; days, weeks and months by
    /// the zone's calendar, where a week begins on Monday and a month without such a day has it on its last.
    ///
    /// - Parameter anchor: where counting begins; nothing comes before it.
    func next(after time: Int, from anchor: Int, in zone: ZoneRules) -> Int? {
        switch frequency {
        case .minute, .hour:
            let step = interval * (frequency == .minute ? 60 : 3600)
            return time < anchor ? anchor : anchor + ((time - anchor) / step + 1) * step
        case .day, .week, .month:
            let local = anchor + zone.offset(at: anchor)
            let start = CalendarDay(number: local.floored(by: CalendarDay.seconds))
            let anchorTime = local - start.number * CalendarDay.seconds
            let times = hours.isEmpty ? [anchorTime] : hours.flatMap { hour in minutes.map { hour * 3600 + $0 * 60 } }
            let first = zone.day(at: max(time, anchor)).number - 1
            for number in first...first + Self.horizon where matches(CalendarDay(number: number), from: start) {
                // Where clocks are put back, a time comes once.
                let next = times.compactMap { zone.times(ofLocal: number * CalendarDay.seconds + $0).first }
                    .filter { $0 > time && $0 >= anchor }.min()
                if let next { return next }
            }
            return nil
        }
    }

    private func matches(_ day: CalendarDay, from start: CalendarDay) -> Bool {
        switch frequency {
        case .minute, .hour: return false
        case .day: return (day.number - start.number) % interval == 0
        case .week:
            guard (day.week - start.week) % interval == 0 else { return false }
            return weekDays.isEmpty ? day.weekday == start.weekday : weekDays.contains(day.weekday)
        case .month:
            let (year, month, number) = day.components
            let (firstYear, firstMonth, wanted) = start.components
            guard ((year - firstYear) * 12 + month - firstMonth) % interval == 0 else { return false }
            return number == min(wanted, CalendarDay.length(ofMonth: month, year: year))
        }
    }

    /// Days ahead, for the longest interval there may be.
    private static let horizon = 31_000
}
