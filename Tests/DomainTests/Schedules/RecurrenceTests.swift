import Foundation
import Testing

@testable import Domain

@Suite struct RecurrenceTests {
    private static func every(
        _ interval: Int, _ frequency: Recurrence.Frequency, _ hours: [Int] = [], _ minutes: [Int] = [], _ days: [Weekday] = []
    ) -> Recurrence {
        try! Recurrence(frequency: frequency, interval: interval, hours: hours, minutes: minutes, weekDays: days)
    }

    @Test(arguments: [
        (every(2, .hour), "UTC", "2026-01-01T08:00:00", "2026-01-01T09:00:00Z", "2026-01-01T10:00:00Z"),
        (every(2, .hour), "UTC", "2026-01-01T08:00:00", "2025-12-01T00:00:00Z", "2026-01-01T08:00:00Z"),
        (every(90, .minute), "UTC", "2026-01-01T08:00:00", "2026-01-01T08:00:00Z", "2026-01-01T09:30:00Z"),
        // The day of a wall clock, whatever its offset.
        (every(1, .day), "Europe/Berlin", "2026-03-27T08:00:00", "2026-03-29T00:00:00Z", "2026-03-29T06:00:00Z"),
        (every(1, .day), "Europe/Berlin", "2026-03-27T08:00:00-05:00", "2026-03-26T00:00:00Z", "2026-03-27T13:00:00Z"),
        (every(3, .day, [6, 18], [0, 30]), "UTC", "2026-01-01T00:00:00", "2026-01-01T18:00:00Z", "2026-01-01T18:30:00Z"),
        (every(3, .day, [6, 18], [0, 30]), "UTC", "2026-01-01T00:00:00", "2026-01-01T18:30:00Z", "2026-01-04T06:00:00Z"),
        (every(1, .day, [6], [0]), "UTC", "2026-01-01T09:00:00", "2025-01-01T18:30:00Z", "2026-01-02T06:00:00Z"),
        // 1 January 2026 is a Thursday; its week began on 29 December.
        (every(2, .week, [8], [30], [.monday, .friday]), "UTC", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-01-02T08:30:00Z"),
        (every(2, .week, [8], [30], [.monday, .friday]), "UTC", "2026-01-01T00:00:00", "2026-01-02T08:30:00Z", "2026-01-12T08:30:00Z"),
        (every(1, .week, [8], [30], [.sunday]), "UTC", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "2026-01-04T08:30:00Z"),
        (every(1, .week), "UTC", "2026-01-01T10:00:00", "2026-01-01T10:00:00Z", "2026-01-08T10:00:00Z"),
        (every(1, .month), "UTC", "2026-01-31T09:00:00", "2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z"),
        (every(1, .month), "UTC", "2026-01-31T09:00:00", "2026-02-28T09:00:00Z", "2026-03-31T09:00:00Z"),
        (every(3, .month), "UTC", "2026-01-31T09:00:00", "2026-01-31T09:00:00Z", "2026-04-30T09:00:00Z"),
        (every(1000, .month), "UTC", "2026-01-31T09:00:00", "2026-01-31T09:00:00Z", "2109-05-31T09:00:00Z"),
    ])
    func comesNext(recurrence: Recurrence, zoneName: String, start: String, after: String, next: String) throws {
        let trigger = ScheduleTrigger(
            .recurrence(recurrence), zone: try zone(zoneName), start: try WrittenTime(parsing: start),
            creation: moment("2000-01-01T00:00:00Z"))
        #expect(trigger.next(after: moment(after)) == moment(next))
    }

    @Test func withoutAStartItCountsFromItsMaking() throws {
        let trigger = ScheduleTrigger(
            .recurrence(Self.every(6, .hour)), zone: .utc, start: nil, creation: moment("2026-01-01T10:20:30Z"))
        #expect(trigger.next(after: moment("2026-01-01T10:20:30Z")) == moment("2026-01-01T16:20:30Z"))
    }

    @Test(arguments: [
        (Recurrence.Frequency.hour, [8], [0], [Weekday](), "a recurrence by the hour has no times of the day"),
        (.day, [8], [0], [.monday], "a recurrence by the day has no days of the week"),
        (.week, [8], [], [.monday], "a recurrence with hours needs minutes too"),
        (.week, [], [30], [], "a recurrence with minutes needs hours too"),
    ])
    func whatItsFrequencyHasNoRoomForIsTold(
        frequency: Recurrence.Frequency, hours: [Int], minutes: [Int], days: [Weekday], message: String
    ) {
        let error = #expect(throws: AtelierError.self) {
            try Recurrence(frequency: frequency, hours: hours, minutes: minutes, weekDays: days)
        }
        #expect(error?.message == message)
    }

    @Test(arguments: ["2026-02-30", "2026-01-31T24:00:00", "tomorrow", "2026-01-31T08:60:00", "2026-13-01T08:00:00", "31.1.2026"])
    func whatIsNoTimeIsTold(text: String) {
        let error = #expect(throws: AtelierError.self) { try WrittenTime(parsing: text) }
        #expect(error?.message == "\"\(text)\" is no date and time")
    }
}
