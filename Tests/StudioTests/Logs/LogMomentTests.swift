import Foundation
@testable import Studio
import Testing

struct LogMomentTests {
    @Test(arguments: [
        ("14:02", .clock(50_520)), ("14:02:31", .clock(50_551)), ("0:00", .clock(0)), ("23:59:59", .clock(86_399)),
        ("-5m", .offset(-300)), ("+1h", .offset(3600)), ("-1h30m", .offset(-5400)), ("+2d", .offset(172_800)),
        ("-90s", .offset(-90)), (" 14:02 ", .clock(50_520)), ("+0s", .offset(0)),
    ] as [(String, LogMoment)])
    func aTimeIsRead(text: String, moment: LogMoment) {
        #expect(LogMoment(text) == moment)
    }

    @Test(arguments: ["", "-", "+", "5m", "-5", "-m", "24:00", "12:60", "12:00:60", "12", "12:", ":30", "-5x", "1:2:3:4", "123:00", "-1h3", "a:b"])
    func whatIsNoneIsRefused(text: String) {
        #expect(LogMoment(text) == nil)
    }

    @Test func aClockIsOfTheDayOneLooksAt() throws {
        let zone = try #require(TimeZone(secondsFromGMT: 7200))
        // 2025-06-15 15:06:40 UTC.
        let reference = Date(timeIntervalSince1970: 1_750_000_000)
        #expect(LogMoment.clock(50_520).date(from: reference, zone: zone) == Date(timeIntervalSince1970: 1_749_988_920))
        #expect(LogMoment.offset(-300).date(from: reference, zone: zone) == Date(timeIntervalSince1970: 1_749_999_700))
    }
}
