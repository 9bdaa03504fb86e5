/// ^C: once it calls off what is going on, twice within a second it leaves.
struct InterruptKey {
    private var last: ContinuousClock.Instant?

    private static let patience = Duration.seconds(1)

    /// Whether this press leaves.
    mutating func press(at now: ContinuousClock.Instant) -> Bool {
        defer { last = now }
        return last.map { now - $0 <= Self.patience } ?? false
    }
}
