package import Domain
package import FoundationEssentials

/// What a pool did since it was asked before, and what it does now.
package struct PoolLoad: Sendable {
    package var requests = 0
    /// Answered with 500 or above, or not in time.
    package var errors = 0
    package var latencies = LatencyHistogram()
    package var inFlight = 0
    package var queued = 0
    package var workers: [Worker] = []

    package struct Worker: Sendable {
        package let pid: Int32
        package let state: DeploymentStatistics.Worker.State
        package let startedAt: Date
        /// How often its place was filled anew.
        package let restarts: Int

        package init(pid: Int32, state: DeploymentStatistics.Worker.State, startedAt: Date, restarts: Int) {
            self.pid = pid
            self.state = state
            self.startedAt = startedAt
            self.restarts = restarts
        }
    }

    package init() {}

    /// Nothing was asked or answered, and nothing is under way.
    package var isQuiet: Bool { requests == 0 && errors == 0 && latencies.isEmpty && inFlight == 0 && queued == 0 }

    /// Joins what two pools of one deployment did at the same time.
    package mutating func add(_ other: PoolLoad) {
        requests += other.requests
        errors += other.errors
        latencies.add(other.latencies)
        inFlight += other.inFlight
        queued += other.queued
        workers += other.workers
    }

    /// Requests that were refused because nobody could answer them.
    package mutating func countRefusal() {
        requests += 1
        errors += 1
    }
}
