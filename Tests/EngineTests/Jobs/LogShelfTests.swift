import Testing

@testable import Engine

@Suite struct LogShelfTests {
    @Test func aLogIsOneForAllItsReadersAndGoesAWhileAfterTheLast() async throws {
        let clock = ManualClock()
        let shelf = LogShelf(clock: clock.clock, keep: .seconds(60))
        var one: LogLoan? = shelf.loan("/a")
        var other: LogLoan? = shelf.loan("/a")
        #expect(one?.log === other?.log)
        #expect(shelf.loan("/b").log !== one?.log)
        await clock.sleepers(1)
        #expect(shelf.count == 2)
        let log = one?.log
        one = nil
        clock.advance(by: 60)
        while shelf.count == 2 { await Task.yield() }
        other = nil
        await clock.sleepers(1)
        clock.advance(by: 30)
        // Whoever comes back finds it, and puts its end off.
        other = shelf.loan("/a")
        #expect(other?.log === log)
        other = nil
        clock.advance(by: 30)
        await clock.sleepers(1)
        #expect(shelf.count == 1)
        clock.advance(by: 60)
        while shelf.count == 1 { await Task.yield() }
        #expect(shelf.count == 0)
    }
}
