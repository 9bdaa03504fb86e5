/// An MLflow run. A job is the run with the same id; runs can also be made by clients.
package struct Run: Sendable {
    package var info: RunInfo
    /// The latest value of each metric.
    package var metrics: [Metric]
    package var parameters: [TrackingPair]
    package var tags: [TrackingPair]
    package var datasets: [DatasetInput]
    package var modelInputs: [String]
    package var modelOutputs: [ModelOutput]

    package init(
        info: RunInfo, metrics: [Metric] = [], parameters: [TrackingPair] = [], tags: [TrackingPair] = [],
        datasets: [DatasetInput] = [], modelInputs: [String] = [], modelOutputs: [ModelOutput] = []
    ) {
        self.info = info
        self.metrics = metrics
        self.parameters = parameters
        self.tags = tags
        self.datasets = datasets
        self.modelInputs = modelInputs
        self.modelOutputs = modelOutputs
    }
}

package typealias RunID = Identifier<Run>

/// What a run is, without what was logged to it.
package struct RunInfo: Sendable, Equatable {
    package let id: RunID
    package let experiment: ExperimentID
    package let workspace: WorkspaceName
    package var name: String
    package var user: String
    package var status: RunStatus
    /// Milliseconds since 1970.
    package var startTime: Int64?
    package var endTime: Int64?
    package var artifactURI: String
    package var stage: LifecycleStage
    /// Whether the run is a job: then the job decides when it ends, not a client.
    package let isJob: Bool
    /// The job whose token made the run, or the job itself.
    package let job: JobName?

    package init(
        id: RunID, experiment: ExperimentID, workspace: WorkspaceName, name: String, user: String, status: RunStatus,
        startTime: Int64?, endTime: Int64?, artifactURI: String, stage: LifecycleStage, isJob: Bool, job: JobName?
    ) {
        self.id = id
        self.experiment = experiment
        self.workspace = workspace
        self.name = name
        self.user = user
        self.status = status
        self.startTime = startTime
        self.endTime = endTime
        self.artifactURI = artifactURI
        self.stage = stage
        self.isJob = isJob
        self.job = job
    }
}

/// MLflow's run statuses.
package enum RunStatus: String, Sendable, CaseIterable {
    case running = "RUNNING"
    case scheduled = "SCHEDULED"
    case finished = "FINISHED"
    case failed = "FAILED"
    case killed = "KILLED"

    package var isFinal: Bool {
        switch self {
        case .running, .scheduled: false
        case .finished, .failed, .killed: true
        }
    }

    /// What a job's status is called in MLflow.
    package init(_ status: JobStatus) {
        switch status {
        case .queued, .starting, .preparing: self = .scheduled
        case .running, .finalizing, .cancelRequested: self = .running
        case .completed: self = .finished
        case .failed: self = .failed
        case .canceled: self = .killed
        }
    }
}
