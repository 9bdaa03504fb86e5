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

    package static let system = EngineClock(now: { Date() }, sleep: { try await Task.sleep(for: $0) })
}
