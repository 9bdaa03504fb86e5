import Foundation
import Testing

@testable import Domain

@Suite struct ZoneTests {
    /// Against Foundation, which has rules of its own; beyond 2037 the files leave off and their last line says the rest.
    @Test(arguments: [
        "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago",
        "Europe/Dublin", "Pacific/Apia", "Africa/Casablanca", "America/Nuuk",
    ])
    func knowsTheOffsetOfEveryDay(name: String) throws {
        let rules = try zone(name)
        let other = try #require(TimeZone(identifier: name))
        for day in stride(from: moment("2009-06-01T10:00:00Z"), to: moment("2026-06-01T00:00:00Z"), by: 86_400) {
            #expect(rules.offset(at: Int(day.timeIntervalSince1970)) == other.secondsFromGMT(for: day), "\(day)")
        }
    }

    @Test func goesOnAfterTheEndOfTheTable() throws {
        let berlin = try zone("Europe/Berlin")
        func offset(_ text: String) -> Int { berlin.offset(at: Int(moment(text).timeIntervalSince1970)) }
        #expect(offset("2060-03-28T00:59:59Z") == 3600 && offset("2060-03-28T01:00:00Z") == 7200)
        #expect(offset("2060-10-31T00:59:59Z") == 7200 && offset("2060-10-31T01:00:00Z") == 3600)
    }

    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", ["2026-03-29T01:00:00Z 7200", "2026-10-25T01:00:00Z 3600"]),
        ("EST5EDT,M3.2.0,M11.1.0", ["2026-03-08T07:00:00Z -14400", "2026-11-01T06:00:00Z -18000"]),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", ["2026-03-29T01:00:00Z -3600", "2026-10-25T01:00:00Z -7200"]),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", ["2026-04-04T15:00:00Z 37800", "2026-10-03T15:30:00Z 39600"]),
        ("AAA0BBB,J60/0,J300/0", ["2026-03-01T00:00:00Z 3600", "2026-10-26T23:00:00Z 0"]),
        ("AAA0BBB,59/0,299/0", ["2026-03-01T00:00:00Z 3600", "2026-10-26T23:00:00Z 0"]),
        ("UTC0", []), ("<+03>-3", []),
    ])
    func readsTheRuleAfterTheTable(rule: String, changes: [String]) throws {
        let footer = try #require(ZoneFooter(rule))
        let style = Date.ISO8601FormatStyle()
        let next = footer.changes(after: Int(moment("2026-01-01T00:00:00Z").timeIntervalSince1970)).prefix(2)
        #expect(
            next.map { "\(Date(timeIntervalSince1970: Double($0.at)).formatted(style)) \($0.offset)" } == changes)
    }

    @Test func everyNameOfWindowsHasAZone() throws {
        #expect(ZoneDatabase.windows.count > 130)
        for name in ZoneDatabase.windows.keys { _ = try zone(name) }
        #expect(try zone("UTC-08").offset(at: 0) == -8 * 3600)
        #expect(try zone("pacific standard time") == zone("America/Los_Angeles"))
        #expect(try zone(nil) == .utc && zone("utc") == .utc)
    }

    @Test(arguments: [
        ("Pacific Standart Time", #"did you mean "Pacific Standard Time"?"#), ("Europe/Berln", #"did you mean "Europe/Berlin"?"#),
        ("../../../etc/passwd", "write one such as Pacific Standard Time or America/Los_Angeles"),
        ("tzdata.zi", "write one such as Pacific Standard Time or America/Los_Angeles"),
    ])
    func whatIsNoZoneIsTold(name: String, hint: String) {
        let error = #expect(throws: AtelierError.self) { try zone(name) }
        #expect(error?.code == .invalidArgument && error?.message == "\"\(name)\" is no time zone" && error?.hint == hint)
    }

    @Test func aBoxWithoutADatabaseSaysSo() throws {
        let empty = ZoneDatabase { _ in nil }
        let error = #expect(throws: AtelierError.self) { try empty.rules(named: "Pacific Standard Time") }
        #expect(error?.code == .unavailable && error?.hint == "install the package tzdata, or use UTC")
        #expect(try empty.rules(named: "UTC") == .utc)
    }

    @Test func whatIsNoZoneFileIsNone() throws {
        let file = try #require(FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin"))
        #expect(ZoneRules(file: Array(file)) != nil)
        for length in [0, 3, 44, 100, file.count / 2] { #expect(ZoneRules(file: Array(file.prefix(length))) == nil, "\(length)") }
    }

    @Test func daysAreThoseOfTheCalendar() throws {
        for (year, month, day, number, weekday) in [
            (1970, 1, 1, 0, Weekday.thursday), (1969, 12, 28, -4, .sunday), (2000, 2, 29, 11_016, .tuesday),
            (2026, 11, 29, 20_786, .sunday), (1900, 3, 1, -25_508, .thursday),
        ] {
            let found = try #require(CalendarDay(year: year, month: month, day: day))
            #expect(found.number == number && found.weekday == weekday && found.components == (year, month, day))
        }
        #expect(CalendarDay(year: 2026, month: 2, day: 29) == nil && CalendarDay(year: 2026, month: 13, day: 1) == nil)
    }
}
