/// How a version of a deployment is served in the engine's own threads.
package struct NativeServing: Codable, Sendable, Hashable {
    package enum Evaluator: String, Codable, Sendable {
        /// Ours, of ONNX pipelines.
        case native
        /// Ours, of what was learnt in the engine.
        case learned
        case xgboost
        case onnx
    }

    package var evaluator: Evaluator
    /// The model's file, an absolute path.
    package var file: String
    /// The library that evaluates it; nil for our own evaluator.
    package var library: String?
    package var signature: ModelSignature?
    /// The class of XGBoost's that made the model, by MLflow.
    package var modelClass: String?

    package init(
        evaluator: Evaluator, file: String, library: String? = nil, signature: ModelSignature? = nil, modelClass: String? = nil
    ) {
        self.evaluator = evaluator
        self.file = file
        self.library = library
        self.signature = signature
        self.modelClass = modelClass
    }
}
