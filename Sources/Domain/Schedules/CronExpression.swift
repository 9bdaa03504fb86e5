/// When something fires, in the five fields of cron as Azure reads them (NCRONTAB): minute, hour, day of the month, month,
/// day of the week. Each takes `*`, numbers, ranges, steps and lists of these, months and weekdays English names too.
/// Days of the month and of the week must both fit. Azure ML itself takes no notice of days of the month and months;
/// here they count.
package struct CronExpression: Sendable, Hashable {
    package let text: String
    let minutes: Set<Int>
    let hours: Set<Int>
    let days: Set<Int>
    let months: Set<Int>
    /// 0 is Sunday.
    let weekdays: Set<Int>

    /// Throws `invalidArgument` naming the field.
    package init(parsing text: String) throws {
        let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard fields.count == CronField.all.count else {
            throw AtelierError(
                .invalidArgument,
                "\"\(text.neutralised)\" has \(fields.count) \(fields.count == 1 ? "field" : "fields"), a cron expression has 5",
                hint: fields.count == 6
                    ? "leave out the seconds: MINUTES HOURS DAYS MONTHS DAYS-OF-WEEK"
                    : "write MINUTES HOURS DAYS MONTHS DAYS-OF-WEEK, such as \"0 18 * * 1-5\"")
        }
        let values = try zip(CronField.all, fields).map { try $0.values(of: $1) }
        (minutes, hours, days, months, weekdays) = (values[0], values[1], values[2], values[3], values[4])
        self.text = fields.joined(separator: " ")
        let longest = months.map { CalendarDay.length(ofMonth: $0, year: 2000) }.max() ?? 0
        guard days.contains(where: { $0 <= longest }) else {
            throw AtelierError(
                .invalidArgument, "\"\(text.neutralised)\" never comes: no month it names has such a day",
                hint: "use \"*\" for the months, or another day")
        }
    }

    func matches(_ day: CalendarDay) -> Bool {
        let (_, month, number) = day.components
        return months.contains(month) && days.contains(number) && weekdays.contains(day.weekday.cronNumber)
    }

    /// When it comes next, in seconds since 1970. Where clocks are put back, a time comes once, unless it is one of every
    /// hour.
    func next(after time: Int, in zone: ZoneRules) -> Int? {
        let isHourly = hours.count == 24
        // A day earlier, since clocks may be put back over midnight.
        let first = zone.day(at: time).number - 1
        for number in first...first + Self.horizon where matches(CalendarDay(number: number)) {
            let times = hours.flatMap { hour in
                minutes.flatMap { minute in
                    let times = zone.times(ofLocal: number * CalendarDay.seconds + hour * 3600 + minute * 60)
                    return isHourly ? times : Array(times.prefix(1))
                }
            }
            if let next = times.filter({ $0 > time }).min() { return next }
        }
        return nil
    }

    /// Days ahead: a 29 February on a given weekday is at most 40 years away.
    private static let horizon = 15_000
}
