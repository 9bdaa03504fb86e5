import Domain
import Testing

@Suite struct TrafficSplitTests {
    @Test func sumsToAHundredOrToNothing() throws {
        #expect(try TrafficSplit(["blue": 90, "green": 10])["green"] == 10)
        #expect(try TrafficSplit([:]).live.isEmpty)
        #expect(throws: AtelierError.self) { try TrafficSplit(["blue": 90, "green": 20]) }
        #expect(throws: AtelierError.self) { try TrafficSplit(["blue": 110, "green": -10]) }
    }
}
