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
    private var latencies = LatencyHistogram()

    mutating func count(_ reply: ScoreReply, after latency: TimeAmount) {
        switch reply {
        case .scored(let answer):
            if (200...299).contains(answer.status) { succeeded += 1 } else { failed += 1 }
            latencies.record(microseconds: latency.nanoseconds / 1000)
        case .timedOut:
            timedOut += 1
            latencies.record(microseconds: latency.nanoseconds / 1000)
        case .lost: lost += 1
        case .tooMany, .broken: refused += 1
        case .starting: refused += 1
        case .stopped: requests -= 1
        }
    }

    func statistics(
        condition: PoolCondition, workers: [DeploymentStatistics.Worker], inFlight: Int, queued: Int
    ) -> DeploymentStatistics {
        DeploymentStatistics(
            requests: requests, succeeded: succeeded, failed: failed, timedOut: timedOut, refused: refused, lost: lost,
            abandoned: abandoned, inFlight: inFlight, queued: queued,
            p50Milliseconds: latencies.milliseconds(quantile: 0.5),
            p95Milliseconds: latencies.milliseconds(quantile: 0.95),
            p99Milliseconds: latencies.milliseconds(quantile: 0.99), restarts: restarts, condition: condition,
            workers: workers)
    }
}
