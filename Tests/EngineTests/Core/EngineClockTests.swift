import Engine
import Testing

@Suite struct EngineClockTests {
    /// The system's clock traps on what it cannot count; a job's time limit may be any number.
    @Test(arguments: [Duration.seconds(Int64.max), .seconds(1e18), .seconds(315_360_001)])
    func aSleepMayBeAskedToLastForEver(_ duration: Duration) async {
        let sleep = Task { try await EngineClock.system.sleep(duration) }
        sleep.cancel()
        await #expect(throws: CancellationError.self) { try await sleep.value }
    }
}
