/// The tags MLflow gives a meaning.
package enum RunTag {
    package static let name = "mlflow.runName"
    package static let user = "mlflow.user"
    package static let sourceType = "mlflow.source.type"
    package static let sourceName = "mlflow.source.name"
    /// Of the tags that say where a run was called from.
    package static let sourcePrefix = "mlflow.source."
    /// The library whose autologging opened the run.
    package static let autologging = "mlflow.autologging"
    package static let parent = "mlflow.parentRunId"
    package static let loggedModels = "mlflow.log-model.history"
}
