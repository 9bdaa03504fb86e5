/// What the owner of the box may set (`config.toml`, section `engine`).
package struct EngineSettings: Sendable {
    /// How long a deployment that lost its traffic keeps its workers, so that a rollback is instant.
    package var previousDeploymentWarm: Duration
    /// Whether `uv` may download a Python that is not on the box.
    package var allowsPythonDownloads: Bool
    /// How long a cancelled job has between INT, TERM and KILL.
    package var cancelGrace: Duration

    package init(
        previousDeploymentWarm: Duration = .seconds(600), allowsPythonDownloads: Bool = true,
        cancelGrace: Duration = .seconds(10)
    ) {
        self.previousDeploymentWarm = previousDeploymentWarm
        self.allowsPythonDownloads = allowsPythonDownloads
        self.cancelGrace = cancelGrace
    }
}
