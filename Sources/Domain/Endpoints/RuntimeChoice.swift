/// Who answers for a deployment (`runtime`, an extension of Atelier's): chosen from the model, unless it is said.
package enum RuntimeChoice: String, Codable, Sendable, CaseIterable {
    /// A script's Python workers where there is a script; the engine's own threads for ONNX and XGBoost models; Python
    /// workers with MLflow for its other models.
    case auto
    /// Python workers: a script, or MLflow's own way to load the model.
    case python
    /// The engine's evaluator of ONNX pipelines, which needs no library.
    case native
    /// ONNX Runtime in the engine's threads.
    case onnx
    /// XGBoost's library in the engine's threads.
    case xgboost
}
