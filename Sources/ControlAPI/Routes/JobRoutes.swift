package import Domain

package enum JobRoutes {
    private static let all = "/v1/workspaces/{workspace}/jobs"

    package static let create = ControlRoute<JobSpec, Job>(.post, all)
    /// Newest first; `archived=excluded|included|only`, `experiment`, `status` (comma-separated), `limit=N`.
    package static let list = ControlRoute<Nothing, [Job]>(.get, all)
    package static let show = ControlRoute<Nothing, JobDetails>(.get, all + "/{job}")
    package static let cancel = ControlRoute<Nothing, Job>(.post, all + "/{job}/cancel")
    package static let update = ControlRoute<JobEdit, Job>(.patch, all + "/{job}")
    /// The log from a byte offset: `from=N`, `follow=true`, `view=raw|plain|colour`. Answers `LogFrame`s.
    package static let logs = ControlRoute<Nothing, Nothing>(.get, all + "/{job}/logs")
    /// Returns when the job is final, or after `seconds`.
    package static let wait = ControlRoute<Nothing, Job>(.get, all + "/{job}/wait")
}

/// A job with what only one caller wants: where its files are, and its latest metrics.
package struct JobDetails: Codable, Sendable {
    package let job: Job
    /// The folder whose contents are the default output (`artifacts`).
    package let artifacts: String
    /// Declared outputs: name → absolute path.
    package let outputs: [String: String]
    package let metrics: [String: Double]
    /// The MLflow experiment's id.
    package let experimentID: String?

    package init(
        job: Job, artifacts: String, outputs: [String: String], metrics: [String: Double], experimentID: String?
    ) {
        self.job = job
        self.artifacts = artifacts
        self.outputs = outputs
        self.metrics = metrics
        self.experimentID = experimentID
    }
}
