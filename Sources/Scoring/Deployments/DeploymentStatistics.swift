/// A deployment's traffic since its pool started, and its workers now.
package struct DeploymentStatistics: Codable, Sendable {
    package var requests: Int
    /// Answers by the script with 2xx.
    package var succeeded: Int
    /// The script raised, returned what JSON cannot hold, or answered 4xx or 5xx itself.
    package var failed: Int
    /// Answered 408.
    package var timedOut: Int
    /// Answered 429, or 503 while the circuit was open.
    package var refused: Int
    /// The worker died with the request.
    package var lost: Int
    /// The client went away first.
    package var abandoned: Int
    package var inFlight: Int
    package var queued: Int
    package var p50Milliseconds: Double
    package var p95Milliseconds: Double
    package var p99Milliseconds: Double
    package var restarts: Int
    package var condition: PoolCondition
    package var workers: [Worker]
    /// Workers there should be now.
    package var size: Int?

    package struct Worker: Codable, Sendable, Hashable {
        package var pid: Int32
        package var state: State
        package var requests: Int

        package enum State: String, Codable, Sendable {
            case starting, idle, busy, stopping
        }
    }
}

/// How a pool is doing, in Azure's spirit of one word and a reason.
package enum PoolCondition: Codable, Sendable, Hashable {
    case starting
    case ready
    /// Fewer workers than asked for; the rest are being replaced.
    case degraded(reason: String)
    /// No worker stays alive: requests are answered 503 until one does.
    case broken(reason: String)
    case draining
    case stopped
}
