import NIOCore

/// When to start the replacement of a worker that died: at once the first time, then later and later, until a request
/// is answered again.
struct RestartPolicy {
    static let patience = 5
    static let longestDelay = TimeAmount.seconds(30)
    private let firstDelay: TimeAmount
    private(set) var failures = 0

    init(firstDelay: TimeAmount = .milliseconds(100)) {
        self.firstDelay = firstDelay
    }

    /// Workers keep dying: while none is up, requests are refused instead of queued.
    var isOpen: Bool { failures >= Self.patience }

    mutating func answered() {
        failures = 0
    }

    /// How long to wait before the next start.
    mutating func failed() -> TimeAmount {
        failures += 1
        guard failures > 1 else { return .zero }
        let doublings = min(failures - 2, 20)
        return min(Self.longestDelay, firstDelay * (1 << doublings))
    }
}
