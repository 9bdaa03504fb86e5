import FoundationEssentials
@testable import Studio
import Testing

struct TimeTextTests {
    @Test(arguments: [
        (-5, "00:00"), (0, "00:00"), (59.9, "00:59"), (235, "03:55"), (3599, "59:59"), (3600, "1:00:00"), (4329, "1:12:09"),
        (172_799, "47:59:59"), (172_800, "2d 0h"), (1_051_200, "12d 4h"),
    ])
    func durationsAreShort(seconds: Double, text: String) {
        #expect(TimeText.duration(seconds) == text)
    }

    @Test(arguments: [
        (-100, "0s"), (0, "0s"), (59, "59s"), (60, "1m"), (3599, "59m"), (3600, "1h"), (172_799, "47h"), (172_800, "2d"),
        (900_000, "10d"),
    ])
    func agesAreShorter(seconds: Double, text: String) {
        #expect(TimeText.age(of: SampleWorld.ago(seconds), at: SampleWorld.now) == text)
    }

    @Test func theClockIsOfItsZone() throws {
        #expect(TimeText.clock(SampleWorld.now, zone: .gmt) == "15:06:40")
        let india = try #require(TimeZone(secondsFromGMT: 19_800))
        #expect(TimeText.clock(SampleWorld.now, zone: india) == "20:36:40")
    }
}
