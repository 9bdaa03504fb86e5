package import FoundationEssentials

/// Time as the engine sees it; tests hand in their own.
package struct EngineClock: Sendable {
    package let now: @Sendable () -> Date
    package let sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package static let system = EngineClock(
        now: { Date() }, sleep: { try await Task.sleep(for: min($0, longestSleep)) })

    /// Ten years. The system's clock counts in nanoseconds and traps where they run out, after some three hundred.
    private static let longestSleep = Duration.seconds(315_360_000)
}
