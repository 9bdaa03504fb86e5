/// Whether a worker's memory grows and grows: more than a limit over what it held when it was warm, and still rising.
struct MemoryWatch: Sendable {
    /// Answers after which what a script loads on first use is there.
    private static let warmAfter = 20
    /// Less is no matter, whatever the ratio.
    private static let least = 64.0 * 1024 * 1024
    private static let rises = 3

    private let factor: Double
    private var answered = 0
    private var warm: Double?
    private var last = 0.0
    private var rising = 0

    init(_ limits: RolloutLimits) {
        factor = limits.memoryFactor
    }

    mutating func take(_ activity: RolloutActivity) {
        answered += activity.answered
        guard let memory = activity.memory.map({ Double($0.bytes) }), answered >= Self.warmAfter else { return }
        // A worker that takes the place of another begins small.
        warm = min(warm ?? memory, memory)
        rising = memory > last * 1.005 ? rising + 1 : 0
        last = memory
    }

    /// How many times what was warm is held now; nil when that is not known.
    var growth: Double? { warm.map { last / max($0, 1) } }

    var isRunaway: Bool {
        guard let warm else { return false }
        return rising >= Self.rises && last > factor * warm && last - warm > Self.least
    }
}
