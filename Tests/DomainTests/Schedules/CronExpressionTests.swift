import Foundation
import Testing

@testable import Domain

@Suite struct CronExpressionTests {
    @Test(arguments: [
        ("0 18 * * *", "UTC", "2026-01-31T17:59:59Z", "2026-01-31T18:00:00Z"),
        ("0 18 * * *", "UTC", "2026-01-31T18:00:00Z", "2026-02-01T18:00:00Z"),
        ("*/15 9-10 * * *", "UTC", "2026-01-31T09:50:00Z", "2026-01-31T10:00:00Z"),
        ("*/15 9-10 * * *", "UTC", "2026-01-31T10:45:00Z", "2026-02-01T09:00:00Z"),
        ("5/20 * * * *", "UTC", "2026-01-31T10:05:00Z", "2026-01-31T10:25:00Z"),
        ("5/20 * * * *", "UTC", "2026-01-31T10:45:00Z", "2026-01-31T11:05:00Z"),
        ("10-40/15 * * * *", "UTC", "2026-01-31T10:25:00Z", "2026-01-31T10:40:00Z"),
        ("0 8 * * MON-fri", "UTC", "2026-01-30T08:00:00Z", "2026-02-02T08:00:00Z"),
        ("0 8 * * Sunday,3", "UTC", "2026-01-29T08:00:00Z", "2026-02-01T08:00:00Z"),
        ("0 0 29 2 *", "UTC", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"),
        ("0 0 29 2 sun", "UTC", "2026-03-01T00:00:00Z", "2032-02-29T00:00:00Z"),
        // Both days must fit, as NCRONTAB has it: a Friday the 13th.
        ("0 0 13 * 5", "UTC", "2026-01-01T00:00:00Z", "2026-02-13T00:00:00Z"),
        ("0 12 1 jan,jul/3 *", "UTC", "2026-01-02T00:00:00Z", "2026-07-01T12:00:00Z"),
        ("0 12 1 jan,jul/3 *", "UTC", "2026-07-02T00:00:00Z", "2026-10-01T12:00:00Z"),
        ("59 23 31 12 *", "UTC", "2026-06-01T00:00:00Z", "2026-12-31T23:59:00Z"),
        ("0 9 * * *", "India Standard Time", "2026-01-01T00:00:00Z", "2026-01-01T03:30:00Z"),
        ("0 18 * * *", "Pacific Standard Time", "2026-03-07T00:00:00Z", "2026-03-07T02:00:00Z"),
        ("0 18 * * *", "Pacific Standard Time", "2026-03-08T03:00:00Z", "2026-03-09T01:00:00Z"),
        // Clocks jump from 2 to 3: what is skipped comes with the jump, once.
        ("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z"),
        ("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"),
        ("*/30 * * * *", "Europe/Berlin", "2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z"),
        ("*/30 * * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"),
        // Clocks are put back from 3 to 2: a time of the day comes once, one of every hour each hour.
        ("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
        ("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
        ("30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"),
        ("30 * * * *", "Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"),
        // Clocks that are put back at midnight show the old day again.
        ("30 23 * * *", "America/Asuncion", "2024-03-23T12:00:00Z", "2024-03-24T02:30:00Z"),
        ("30 23 * * *", "America/Asuncion", "2024-03-24T02:30:00Z", "2024-03-25T03:30:00Z"),
    ])
    func comesNext(expression: String, zoneName: String, after: String, next: String) throws {
        let trigger = ScheduleTrigger(
            .cron(try CronExpression(parsing: expression)), zone: try zone(zoneName), start: nil, creation: moment(after))
        #expect(trigger.next(after: moment(after)) == moment(next))
        #expect(trigger.next(after: moment(after) + 0.5) == moment(next))
    }

    @Test func nothingComesBeforeItsStart() throws {
        let start = try WrittenTime(parsing: "2026-05-01T18:00:00")
        let trigger = ScheduleTrigger(
            .cron(try CronExpression(parsing: "0 18 * * *")), zone: try zone("Europe/Berlin"), start: start,
            creation: moment("2026-01-01T00:00:00Z"))
        #expect(trigger.next(after: moment("2026-01-01T00:00:00Z")) == moment("2026-05-01T16:00:00Z"))
        #expect(trigger.last(after: moment("2026-01-01T00:00:00Z"), through: moment("2026-05-01T15:59:59Z")) == nil)
        #expect(
            trigger.last(after: moment("2026-01-01T00:00:00Z"), through: moment("2026-05-03T16:00:00Z"))
                == moment("2026-05-03T16:00:00Z"))
    }

    @Test(arguments: [
        ("0 18 * *", #""0 18 * *" has 4 fields, a cron expression has 5; write MINUTES HOURS DAYS MONTHS DAYS-OF-WEEK, such as "0 18 * * 1-5""#),
        ("0 0 18 * * *", #""0 0 18 * * *" has 6 fields, a cron expression has 5; leave out the seconds: MINUTES HOURS DAYS MONTHS DAYS-OF-WEEK"#),
        ("60 18 * * *", #""60" cannot be the minutes of a cron expression; they go from 0 to 59"#),
        ("0 25 * * *", #""25" cannot be the hours of a cron expression; they go from 0 to 23"#),
        ("0 1 0 * *", #""0" cannot be the days of a cron expression; they go from 1 to 31"#),
        ("0 1 * foo *", #""foo" cannot be the months of a cron expression; write numbers or names such as feb"#),
        ("0 1 * * 7", #""7" cannot be the days of the week of a cron expression; they go from 0 to 6, 0 is Sunday"#),
        ("0 1 * * fri-mon", #""fri-mon" cannot be the days of the week of a cron expression; a range goes upwards: write 5-6,0-1 to go round"#),
        ("*/0 * * * *", #""*/0" cannot be the minutes of a cron expression; the step after "/" is a number from 1 on"#),
        ("1,,2 * * * *", #""1,,2" cannot be the minutes of a cron expression; something is missing at a comma or a slash"#),
        ("-5 * * * *", #""-5" cannot be the minutes of a cron expression; write numbers, "*", "-", "/" and ",""#),
        ("0 0 31 2,4 *", #""0 0 31 2,4 *" never comes: no month it names has such a day; use "*" for the months, or another day"#),
    ])
    func whatIsNoneIsTold(expression: String, sentence: String) {
        let error = #expect(throws: AtelierError.self) { try CronExpression(parsing: expression) }
        #expect(error.map { "\($0.message); \($0.hint ?? "")" } == sentence)
    }
}
