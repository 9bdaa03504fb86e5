import Domain

extension HTTPReply {
    /// What a client is told whose request a deployment did not score.
    init(_ reply: ScoreReply, of deployment: DeploymentName) {
        let name = "deployment '\(deployment)'"
        var retryAfter: Int?
        let message: String
        switch reply {
        case .scored: message = "\(name) answered"
        case .tooMany(let limit):
            message =
                "\(name) has \(limit) requests under way, twice what its request_settings allow at once: try again later, or "
                + "raise instance_count or max_concurrent_requests_per_instance"
            retryAfter = 1
        case .timedOut(let milliseconds):
            message = "\(name) did not answer within \(milliseconds) ms, its request_timeout_ms"
        case .expired(let why): message = "\(name) did not begin in time: \(why)"
        case .starting:
            message = "\(name) is still starting: try again in a moment"
            retryAfter = 1
        case .lost(let why): message = why
        case .broken(let why):
            message =
                "\(name) is not answering, its workers keep ending: \(why); see 'atelier online-deployment get-logs'"
            retryAfter = 5
        case .stopped:
            message = "the deployment is being stopped"
            retryAfter = 1
        }
        self.init(reply.status, message: message, extraFields: retryAfter.map { "Retry-After: \($0)\r\n" } ?? "")
    }
}
