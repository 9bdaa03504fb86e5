/// When a trial that still runs is not worth its time any more, by Azure's policies: what it has logged is compared with what all
/// trials have. Each value that a trial logs of the primary metric is an interval.
package struct EarlyTermination: Codable, Sendable, Hashable {
    package enum Policy: Codable, Sendable, Hashable {
        /// Worse than the best by more than a part of it.
        case banditFactor(Double)
        /// Worse than the best by more than this.
        case banditAmount(Double)
        /// Worse at its best than the median of all trials' means.
        case medianStopping
        /// Among so many percent that are worst.
        case truncationSelection(percentage: Double)
    }

    package let policy: Policy
    /// Intervals from one judgement to the next.
    package let interval: Int
    /// No judgement is made before this interval.
    package let delay: Int

    package init(_ policy: Policy, interval: Int = 1, delay: Int = 0) {
        self.policy = policy
        self.interval = max(1, interval)
        self.delay = max(0, delay)
    }

    /// What a trial has logged of the primary metric.
    package struct Series: Sendable, Hashable {
        package let values: [Double]
        /// Trials that ended count for what is good, and are none of those that can be worst.
        package let isFinished: Bool

        package init(_ values: [Double], isFinished: Bool = false) {
            self.values = values
            self.isFinished = isFinished
        }
    }

    /// Why a trial should stop at its newest value, as a sentence; nil when it may go on.
    ///
    /// - Parameters:
    ///   - values: what it has logged.
    ///   - trials: all trials of the search, with or without this one.
    package func reasonToStop(_ values: [Double], among trials: [Series], isMaximised: Bool) -> String? {
        let interval = values.count
        guard interval > 0, interval >= delay, interval.isMultiple(of: self.interval) else { return nil }
        // All is turned so that higher is better; what is no number is worst.
        let sign: Double = isMaximised ? 1 : -1
        func turned(_ values: some Sequence<Double>) -> [Double] { values.map { $0.isNaN ? -.infinity : $0 * sign } }
        let own = turned(values)
        let best = own.max() ?? -.infinity
        var others = trials
        if let itself = others.firstIndex(where: { $0.values == values }) { others.remove(at: itself) }
        func text(_ value: Double) -> String { (value * sign).brief }
        let worse = isMaximised ? "below" : "above"
        switch policy {
        case .banditFactor, .banditAmount:
            let seen = others.flatMap { turned($0.values.prefix(interval)) } + own
            guard let top = seen.max(), top.isFinite else { return nil }
            let limit = limit(top, isMaximised: isMaximised)
            guard best < limit else { return nil }
            let place = "its best at interval \(interval), \(text(best))"
            return "\(place), is \(worse) \(text(limit)), which is the slack from the best, \(text(top))"
        case .medianStopping:
            let means = (others.filter { $0.values.count >= interval }.map { turned($0.values.prefix(interval)) } + [own])
                .map { $0.reduce(0, +) / Double(interval) }
            let median = Self.median(means)
            guard means.count > 1, best < median else { return nil }
            let place = "its best at interval \(interval), \(text(best))"
            return "\(place), is \(worse) \(text(median)), the median of \(means.count) trials' means"
        case .truncationSelection(let percentage):
            let rivals = others.filter { !$0.isFinished && $0.values.count >= interval }.map { turned($0.values)[interval - 1] }
            let newest = own[interval - 1]
            let dropped = Int((Double(rivals.count + 1) * percentage / 100).rounded(.down))
            let below = rivals.count { $0 < newest }
            // Of those that are as bad none is worse than the others, and all stay unless all fit.
            let alike = rivals.count { $0 == newest } + 1
            guard dropped > 0, below + alike <= dropped else { return nil }
            return "its value at interval \(interval), \(text(newest)), is among the worst \(dropped) of \(rivals.count + 1) trials"
        }
    }

    /// The least that may go on beside a best trial. A part of the best is a part of its size, so that the best itself always goes
    /// on, also where it is negative.
    private func limit(_ top: Double, isMaximised: Bool) -> Double {
        switch policy {
        case .banditAmount(let amount): top - amount
        case .banditFactor(let factor): top - abs(top) * (isMaximised ? factor / (1 + factor) : factor)
        default: -.infinity
        }
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }
}
