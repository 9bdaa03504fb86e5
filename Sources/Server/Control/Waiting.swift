import Engine
import ServiceLifecycle

/// What `work` gives, or nil when the time is up first; the work is then cancelled.
func within<Value: Sendable>(
    _ limit: Duration, of clock: EngineClock, _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
    try await clock.within(limit) { try await cancelWhenGracefulShutdown(work) }
}
