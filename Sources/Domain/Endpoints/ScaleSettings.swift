/// How the number of a deployment's workers follows what is asked of it.
package struct ScaleSettings: Codable, Sendable, Hashable {
    package enum Rule: Codable, Sendable, Hashable {
        /// Azure's `target_utilization`: how much of what the workers may do at once is used, in percent, looked at
        /// every so many seconds.
        case targetUtilization(percentage: Int, pollingInterval: Int)
        /// `queue_time`, an extension: how long requests wait for a worker, the slowest twentieth aside.
        case queueTime(targetMilliseconds: Int)
    }

    package var rule: Rule
    /// 0 lets the last worker go after `idleAfter` seconds without a request; the next request starts one.
    package var minInstances: Int
    package var maxInstances: Int
    /// Seconds.
    package var idleAfter: Int

    package init(rule: Rule, minInstances: Int = 1, maxInstances: Int = 1, idleAfter: Int = 300) {
        self.rule = rule
        self.minInstances = minInstances
        self.maxInstances = maxInstances
        self.idleAfter = idleAfter
    }

    /// How many workers a deployment begins with that asks for `count`.
    package func first(of count: Int) -> Int {
        // One at least, so that a script that cannot start is known at once.
        min(max(count, minInstances, 1), max(1, maxInstances))
    }
}
