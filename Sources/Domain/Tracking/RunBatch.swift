/// What one request logs to a run; `log_metric` is a batch of one.
package struct RunBatch: Sendable {
    package var metrics: [LoggedMetric]
    package var parameters: [TrackingPair]
    package var tags: [TrackingPair]

    package init(metrics: [LoggedMetric] = [], parameters: [TrackingPair] = [], tags: [TrackingPair] = []) {
        self.metrics = metrics
        self.parameters = parameters
        self.tags = tags
    }
}

/// A metric with what MLflow 3 may say beside it: the model and the dataset it was measured on.
package struct LoggedMetric: Sendable {
    package let metric: Metric
    package let model: LoggedModelID?
    package let datasetName: String?
    package let datasetDigest: String?

    package init(
        _ metric: Metric, model: LoggedModelID? = nil, datasetName: String? = nil, datasetDigest: String? = nil
    ) {
        self.metric = metric
        self.model = model
        self.datasetName = datasetName
        self.datasetDigest = datasetDigest
    }
}
