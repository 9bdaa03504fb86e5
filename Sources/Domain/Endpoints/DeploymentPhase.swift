package import FoundationEssentials

/// One step of making a deployment ready, with its times: what `create` shows while somebody waits.
package struct DeploymentPhase: Codable, Sendable, Hashable {
    /// `building the environment`, `starting 2 workers` …
    package let name: String
    package let startedAt: Date
    /// Nil while it runs.
    package var endedAt: Date?

    package init(name: String, startedAt: Date, endedAt: Date? = nil) {
        self.name = name
        self.startedAt = startedAt
        self.endedAt = endedAt
    }
}
