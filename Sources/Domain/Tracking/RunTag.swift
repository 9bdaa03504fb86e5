/// The tags MLflow gives a meaning.
package enum RunTag {
    package static let name = "mlflow.runName"
    package static let user = "mlflow.user"
    package static let sourceType = "mlflow.source.type"
    package static let parent = "mlflow.parentRunId"
    package static let loggedModels = "mlflow.log-model.history"
}
