/// A dataset a run used (`runs/log-inputs`).
package struct DatasetInput: Sendable, Equatable {
    package let name: String
    package let digest: String
    package let sourceType: String
    package let source: String
    package let schema: String?
    package let profile: String?
    package let tags: [TrackingPair]

    package init(
        name: String, digest: String, sourceType: String, source: String, schema: String?, profile: String?,
        tags: [TrackingPair]
    ) {
        self.name = name
        self.digest = digest
        self.sourceType = sourceType
        self.source = source
        self.schema = schema
        self.profile = profile
        self.tags = tags
    }

    /// The tag that says what the dataset was used for: `training`, `eval` …
    package static let contextTag = "mlflow.data.context"

    package var context: String? { tags.first { $0.key == Self.contextTag }?.value }
}

/// A model a run put out (`runs/outputs`, MLflow 3).
package struct ModelOutput: Sendable, Equatable {
    package let model: LoggedModelID
    package let step: Int64

    package init(model: LoggedModelID, step: Int64) {
        self.model = model
        self.step = step
    }
}
