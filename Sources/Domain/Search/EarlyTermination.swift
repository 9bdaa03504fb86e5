/// When a trial that does badly is ended (`early_termination`).
package struct EarlyTermination: Codable, Sendable, Hashable {
    package enum Policy: Codable, Sendable, Hashable {
        /// Ended when worse than the best by this factor.
        case banditFactor(Double)
        /// Ended when worse than the best by this much.
        case banditAmount(Double)
        /// Ended when its best is worse than the median of the others' running means.
        case medianStopping
        /// The worst of them, this percentage, are ended at each interval.
        case truncation(percentage: Int)
    }

    package var policy: Policy
    /// Judged at every so many reports of the metric.
    package var interval: Int
    /// The first judgement waits for so many reports.
    package var delay: Int

    package init(policy: Policy, interval: Int = 1, delay: Int = 0) {
        self.policy = policy
        self.interval = interval
        self.delay = delay
    }
}
