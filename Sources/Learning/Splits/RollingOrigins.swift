/// Where forecasts that are scored begin: each fold looks as many periods ahead as the horizon is long, the last one to the end,
/// and learns from all periods before.
package struct RollingOrigins: Sendable, Hashable {
    package let horizon: Int
    package let count: Int
    /// Periods from one origin to the next.
    package let step: Int

    package init(horizon: Int, count: Int, step: Int) {
        self.horizon = horizon
        self.count = count
        self.step = step
    }

    private static let usual = 5

    /// Five, or as many as leave the oldest one two seasons and a horizon to learn from; one at least.
    package static func automatic(horizon: Int, step: Int, season: Int, periods: Int) -> RollingOrigins {
        let wanted = max(2, horizon + (season > 1 ? 2 * season : 1))
        let count = (1...usual).last { periods - horizon - ($0 - 1) * step >= wanted } ?? 1
        return RollingOrigins(horizon: horizon, count: count, step: step)
    }

    /// The last period that is known to each fold, the oldest first. Throws where not two are left to the oldest one, of which one
    /// could be forecast from the other.
    package func cutoffs(_ periods: ClosedRange<Int>) throws(TableFault) -> [Int] {
        guard (1...100_000).contains(horizon), (1...100_000).contains(count), (1...1_000_000).contains(step) else {
            throw TableFault(
                "a horizon, folds and a step of at least 1 are needed, and there are \(horizon), \(count) and \(step)")
        }
        let least = horizon + (count - 1) * step + 2
        guard periods.count >= least else {
            let folds = count == 1 ? "1 fold" : "\(count) folds with a step of \(step)"
            throw TableFault(
                "\(periods.count) periods are too few for \(folds) and a horizon of \(horizon): \(least) are the least")
        }
        return (0..<count).reversed().map { periods.upperBound - $0 * step - horizon }
    }
}
