package import Domain
package import FoundationEssentials

/// What a pool did since it was asked before, and what it does now.
package struct PoolLoad: Sendable {
    package var requests = 0
    /// Answered with 500 or above, or not in time.
    package var errors = 0
    /// Answered, or failed for want of an answer: all that ended but those that were `refused`.
    package var answered = 0
    /// Answered with 400 to 499.
    package var rejected = 0
    /// More at once than are taken: 429.
    package var refused = 0
    /// Workers that ended unasked and were replaced.
    package var restarts = 0
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
        answered += other.answered
        rejected += other.rejected
        refused += other.refused
        restarts += other.restarts
        latencies.add(other.latencies)
        inFlight += other.inFlight
        queued += other.queued
        workers += other.workers
    }

    /// What was done, without what is there now.
    package var deeds: PoolLoad {
        var load = self
        (load.inFlight, load.queued, load.workers) = (0, 0, [])
        return load
    }

    /// What was done, with what is there now of another.
    package func with(_ now: PoolLoad) -> PoolLoad {
        var load = self
        (load.inFlight, load.queued, load.workers) = (now.inFlight, now.queued, now.workers)
        return load
    }

    /// Requests that were refused because nobody could answer them.
    package mutating func countRefusal() {
        requests += 1
        answered += 1
        errors += 1
    }
}
