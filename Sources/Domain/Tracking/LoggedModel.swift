/// A model as MLflow 3 logs it: made pending, its files uploaded, then finalised. Ids are `m-` and 32 hex digits.
package struct LoggedModel: Sendable, Equatable {
    package let id: LoggedModelID
    package let experiment: ExperimentID
    package let workspace: WorkspaceName
    package var name: String
    package var type: String
    package var status: LoggedModelStatus
    package var statusMessage: String?
    package var sourceRun: RunID?
    /// Where its files go, as clients see it.
    package var artifactURI: String
    package var createdAt: Int64
    package var updatedAt: Int64
    package var parameters: [TrackingPair]
    package var tags: [TrackingPair]
    package var metrics: [LoggedModelMetric]
    /// The job whose token made it.
    package var job: JobName?

    package init(
        id: LoggedModelID, experiment: ExperimentID, workspace: WorkspaceName, name: String, type: String,
        status: LoggedModelStatus, statusMessage: String? = nil, sourceRun: RunID?, artifactURI: String,
        createdAt: Int64, updatedAt: Int64, parameters: [TrackingPair], tags: [TrackingPair],
        metrics: [LoggedModelMetric] = [], job: JobName? = nil
    ) {
        self.id = id
        self.experiment = experiment
        self.workspace = workspace
        self.name = name
        self.type = type
        self.status = status
        self.statusMessage = statusMessage
        self.sourceRun = sourceRun
        self.artifactURI = artifactURI
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.parameters = parameters
        self.tags = tags
        self.metrics = metrics
        self.job = job
    }
}

package typealias LoggedModelID = Identifier<LoggedModel>

package enum LoggedModelStatus: String, Sendable {
    case unspecified = "LOGGED_MODEL_STATUS_UNSPECIFIED"
    case pending = "LOGGED_MODEL_PENDING"
    case ready = "LOGGED_MODEL_READY"
    case failed = "LOGGED_MODEL_UPLOAD_FAILED"
}

/// A metric that was logged with a `model_id`; the latest of each key and dataset.
package struct LoggedModelMetric: Sendable, Equatable {
    package let metric: Metric
    package let run: RunID
    package let datasetName: String?
    package let datasetDigest: String?

    package init(metric: Metric, run: RunID, datasetName: String?, datasetDigest: String?) {
        self.metric = metric
        self.run = run
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}
