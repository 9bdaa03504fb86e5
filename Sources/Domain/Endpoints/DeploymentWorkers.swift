/// The workers of a deployment as they are now.
package struct DeploymentWorkers: Codable, Sendable, Hashable {
    /// Workers there should be; follows the load where the deployment has scale settings.
    package let wanted: Int
    /// Those that answer.
    package let up: Int
    /// How often one was replaced since they were started.
    package let restarts: Int
    /// `ready`, `degraded`, `broken` …
    package let condition: String
    /// Why it is not `ready`, in words for a person.
    package let reason: String?

    package init(wanted: Int, up: Int, restarts: Int, condition: String, reason: String? = nil) {
        self.wanted = wanted
        self.up = up
        self.restarts = restarts
        self.condition = condition
        self.reason = reason
    }
}
