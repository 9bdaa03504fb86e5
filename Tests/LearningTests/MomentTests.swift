import Testing

@testable import Learning

@Suite struct MomentTests {
    @Test(arguments: [
        ("2026-11-30", "2026-11-30"), ("2026-11-30T04:41:35", "2026-11-30T04:41:35"),
        ("2026-11-30 04:41", "2026-11-30T04:41:00"), ("2026-11-30T04:41:35.250Z", "2026-11-30T04:41:35.250000"),
        ("2026-11-30T23:41:35+05:30", "2026-11-30T23:41:35"), ("2026/1/2 0:00:00 -0800", "2026-01-02"),
        ("2024-02-29", "2024-02-29"), ("0001-01-01", "0001-01-01"), (" 1969-12-31 ", "1969-12-31"),
    ])
    func isReadAsItIsWritten(text: String, expected: String) throws {
        #expect(try #require(Moment(text)).description == expected)
    }

    @Test(arguments: [
        "", "2026-13-01", "2026-02-29", "2026-11-31", "2026-11-30T24:00", "2026-11-30T04", "2026-11-30x", "20261130", "2026-1130",
        "30/11/2026", "2026-11/30", "2026-11-30T04:60", "1900-02-29", "2026.11.30",
    ])
    func isNotWhatIsNoDate(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test func dayOrMonthComesFirstAsItIsSaid() {
        #expect(Moment("30/11/2026 12:30", order: .dayFirst)?.description == "2026-11-30T12:30:00")
        #expect(Moment("30.11.2026", order: .monthFirst) == nil)
        #expect(Moment("05-06-2026", order: .monthFirst)?.description == "2026-05-06")
        #expect(Moment("2026-05-06", order: .monthFirst)?.description == "2026-05-06")
    }

    /// 2026-11-30 is a Monday and day 334 of its year.
    @Test func hasParts() throws {
        let moment = try #require(Moment("2026-11-30T04:41:35"))
        let expected: [DatePart: Double] = [
            .year: 2026, .quarter: 4, .month: 11, .day: 30, .weekday: 0, .dayOfYear: 334, .hour: 4, .minute: 41,
            .seconds: 1_796_013_695,
        ]
        for part in DatePart.allCases { #expect(moment.value(part) == expected[part], "\(part)") }
        #expect(Moment("1969-12-31")?.value(.weekday) == 2 && Moment("1970-01-01")?.days == 0)
    }

    @Test func everyDayOfFourCenturiesIsItself() {
        for days in -200_000..<200_000 where days % 7 == 0 {
            let (year, month, day) = Moment(days: days).date
            #expect(Moment(year: year, month: month, day: day)?.days == days)
        }
        #expect(Moment("2026-01-31")?.adding(months: 1).description == "2026-02-28")
        #expect(Moment("2026-01-31")?.adding(months: -11).description == "2025-02-28")
        #expect(Moment("2026-03-15")?.adding(months: -3).description == "2025-12-15")
    }
}
