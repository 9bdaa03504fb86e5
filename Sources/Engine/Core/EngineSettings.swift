/// What the owner of the box may set (`config.toml`, section `engine`).
package struct EngineSettings: Sendable {
    /// How long a deployment that lost its traffic keeps its workers, so that a rollback is instant.
    package var previousDeploymentWarm: Duration
    /// Whether `uv` may download a Python that is not on the box.
    package var allowsPythonDownloads: Bool
    /// How long a cancelled job has between INT, TERM and KILL.
    package var cancelGrace: Duration

    /// Where MLflow's clients find the engine; nil for a port that is chosen once and kept.
    package var trackingPort: Int?
    /// Where scoring requests are answered; nil likewise.
    package var scoringPort: Int?

    package init(
        previousDeploymentWarm: Duration = .seconds(600), allowsPythonDownloads: Bool = true,
        cancelGrace: Duration = .seconds(10), trackingPort: Int? = nil, scoringPort: Int? = nil
    ) {
        self.previousDeploymentWarm = previousDeploymentWarm
        self.allowsPythonDownloads = allowsPythonDownloads
        self.cancelGrace = cancelGrace
        self.trackingPort = trackingPort
        self.scoringPort = scoringPort
    }
}
