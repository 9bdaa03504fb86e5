import Testing

@testable import Studio

@Suite struct InterruptKeyTests {
    @Test func onlyTwoPressesWithinASecondLeave() {
        var key = InterruptKey()
        let start = ContinuousClock.now
        let presses = [0, 1001, 2000].map { key.press(at: start + .milliseconds($0)) }
        #expect(presses == [false, false, true])
    }
}
