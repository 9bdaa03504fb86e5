import Domain
import NIOCore

extension ScoreCall {
    /// The deployment's limits, and the client's own where that is shorter, from now on.
    func limit(by settings: RequestSettings, _ now: NIODeadline) {
        arrived = now
        due = now + .milliseconds(Int64(settings.requestTimeoutMilliseconds))
        if let own = head.timeoutMilliseconds { due = min(due, now + .milliseconds(Int64(own))) }
        if let wait = settings.queueWaitLimit { queueDue = now + .milliseconds(Int64(wait)) }
    }

    /// What to answer when its time is over.
    func late(_ settings: RequestSettings, _ now: NIODeadline) -> ScoreReply {
        if now >= arrived + .milliseconds(Int64(settings.requestTimeoutMilliseconds)) {
            return .timedOut(milliseconds: settings.requestTimeoutMilliseconds)
        }
        if now >= due, let own = head.timeoutMilliseconds {
            return .expired("the request's x-ms-request-timeout-ms is \(own) ms")
        }
        return .expired("it waited \(settings.maxQueueWaitMilliseconds) ms for a worker, its max_queue_wait_ms")
    }
}
