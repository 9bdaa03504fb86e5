import Domain
import NIOCore

/// What a pool counts: a few integers and a histogram, so that a request costs well under a microsecond.
struct PoolCounters {
    var requests = 0
    var succeeded = 0
    var failed = 0
    var timedOut = 0
    var refused = 0
    var lost = 0
    var abandoned = 0
    var restarts = 0
    /// The same by reason, for the metrics.
    var restartReasons: [String: Int] = [:]
    /// Answers with 500 or above, and requests that were not answered in time.
    private var errors = 0
    /// Answers with 400 to 499.
    private var rejected = 0
    /// Answered 429, which is part of `refused`.
    private var shed = 0
    private var latencies = LatencyHistogram()

    mutating func count(_ reply: ScoreReply, after latency: TimeAmount) {
        switch reply {
        case .scored(let answer):
            if (200...299).contains(answer.status) { succeeded += 1 } else { failed += 1 }
            if answer.status >= 500 { errors += 1 } else if answer.status >= 400 { rejected += 1 }
            latencies.record(microseconds: latency.nanoseconds / 1000)
        case .timedOut, .expired:
            timedOut += 1
            errors += 1
            latencies.record(microseconds: latency.nanoseconds / 1000)
        case .lost:
            lost += 1
            errors += 1
        case .tooMany:
            refused += 1
            shed += 1
        case .broken, .starting:
            refused += 1
            errors += 1
        case .stopped: requests -= 1
        }
    }

    private var answered: Int { succeeded + failed + timedOut + lost + refused - shed }

    /// What was counted since an earlier copy of these counters.
    func since(_ earlier: PoolCounters) -> PoolLoad {
        var load = PoolLoad()
        // A request may have been counted then and sent elsewhere since.
        load.requests = max(0, requests - earlier.requests)
        load.errors = errors - earlier.errors
        load.answered = answered - earlier.answered
        load.rejected = rejected - earlier.rejected
        load.refused = shed - earlier.shed
        load.restarts = restarts - earlier.restarts
        load.latencies = latencies.since(earlier.latencies)
        return load
    }

    func statistics(
        condition: PoolCondition, workers: [DeploymentStatistics.Worker], inFlight: Int, queued: Int,
        size: Int = 0
    ) -> DeploymentStatistics {
        DeploymentStatistics(
            requests: requests, succeeded: succeeded, failed: failed, timedOut: timedOut, refused: refused, lost: lost,
            abandoned: abandoned, inFlight: inFlight, queued: queued,
            p50Milliseconds: latencies.milliseconds(quantile: 0.5),
            p95Milliseconds: latencies.milliseconds(quantile: 0.95),
            p99Milliseconds: latencies.milliseconds(quantile: 0.99), restarts: restarts, condition: condition,
            workers: workers, size: size)
    }
}
