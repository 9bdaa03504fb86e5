import Glibc

/// Whether one side is slower than the other by more than a limit: in several windows in a row, or a little in many.
/// A window closes when both sides have answers enough in it, and is slow only when chance does not explain how many
/// took too long.
struct LatencyWatch: Sendable {
    private let factor: Double
    private let budget: Double
    private let significance: Double
    private let size: UInt64
    private var candidate = LatencyHistogram()
    private var baseline = LatencyHistogram()
    /// Over the step: both sides, and how many of the candidate's answers took longer than nearly all of the other's.
    private var whole = (candidate: LatencyHistogram(), baseline: LatencyHistogram())
    private var late = SequentialTest()
    /// Of the last windows, without a quick one between them.
    private(set) var slow = 0
    private(set) var closed = 0
    /// Milliseconds, of the last window that closed: what was allowed, and the candidate's 99th percentile.
    private(set) var allowed = 0.0
    private(set) var found = 0.0

    init(_ limits: RolloutLimits, size: Int) {
        factor = limits.latencyFactor
        budget = limits.latencyBudget
        significance = limits.significance
        self.size = UInt64(size)
    }

    mutating func take(_ window: RolloutWindow) {
        candidate.add(window.candidate.latencies)
        baseline.add(window.baseline.latencies)
        guard candidate.count >= size, baseline.count >= size else { return }
        closed += 1
        allowed = max(factor * baseline.milliseconds(quantile: 0.99), budget)
        found = candidate.milliseconds(quantile: 0.99)
        let over = Int(candidate.count(above: allowed))
        let isSlow = found > allowed && Self.tail(over, of: Int(candidate.count), chance: 0.01) < significance
        slow = isSlow ? slow + 1 : 0
        let usual = max(factor * baseline.milliseconds(quantile: 0.95), budget)
        // What stalls one window makes all of its answers late: it must not count for more than a few.
        let lateAnswers = min(candidate.count(above: usual), candidate.count / 5)
        late.observe(Int(lateAnswers), of: Int(candidate.count), chance: 0.05)
        whole.candidate.add(candidate)
        whole.baseline.add(baseline)
        candidate = LatencyHistogram()
        baseline = LatencyHistogram()
    }

    /// The 99th percentiles of the step, when all its windows together prove that it is slow.
    var lasting: (found: Double, allowed: Double)? {
        guard closed >= Self.windowsNeeded, late.probability < significance else { return nil }
        let found = whole.candidate.milliseconds(quantile: 0.99)
        let allowed = max(factor * whole.baseline.milliseconds(quantile: 0.99), budget)
        return found > allowed ? (found, allowed) : nil
    }

    /// Fewer windows prove nothing.
    static let windowsNeeded = 3

    /// How likely it is that of `total` at least `hits` happen, each with a probability of `chance`.
    private static func tail(_ hits: Int, of total: Int, chance: Double) -> Double {
        guard hits > 0 else { return 1 }
        var term = exp(Double(total) * log(1 - chance))
        var below = 0.0
        for count in 0..<hits {
            below += term
            let ways = Double(total - count) / Double(count + 1)
            term *= ways * chance / (1 - chance)
        }
        return max(0, 1 - below)
    }
}
