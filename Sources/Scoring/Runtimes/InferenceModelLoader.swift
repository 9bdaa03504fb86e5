package import Domain

/// Loads what a plan names with the library it names.
package enum InferenceModelLoader {
    /// Nil for a model that no library evaluates, which our own evaluator does. Throws why it cannot be loaded, in a
    /// sentence with what to do.
    package static func load(_ plan: NativePlan) throws(AtelierError) -> (any InferenceModel)? {
        switch plan.engine {
        case .pipeline: nil
        case .xgboost(let library):
            try XGBoostModel(
                file: plan.modelFile, library: library, threads: plan.threads, answer: plan.answer,
                signature: plan.signature)
        case .onnxRuntime(let library):
            try OnnxRuntimeModel(
                file: plan.modelFile, library: library, threads: plan.threads, answer: plan.answer,
                signature: plan.signature)
        }
    }
}
