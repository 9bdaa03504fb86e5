import Domain

/// Decides who answers for a deployment: pure.
enum RuntimePlanner {
    enum Decision: Hashable {
        /// Python workers, with the deployment's script or with MLflow.
        case python
        /// Our own evaluator of this ONNX file.
        case pipeline(file: String)
        /// Ours, of what was learnt in the engine.
        case learned(file: String)
        /// A library with this file; `version` is what the model was made with.
        case library(RuntimeName, file: String, version: String?)
    }

    /// Throws `invalidArgument` or `unsupported`, naming what the model lacks.
    static func decide(_ spec: OnlineDeploymentSpec, model: ModelName, _ facts: ModelFacts) throws -> Decision {
        guard spec.code == nil else { return .python }
        let choice = spec.runtime ?? .auto
        let title = "model \(model)"
        switch choice {
        case .auto:
            if let file = facts.learned, facts.onnx == nil || facts.pipelineRefusal != nil { return .learned(file: file) }
            if let file = facts.onnx {
                return facts.pipelineRefusal == nil ? .pipeline(file: file) : .library(.onnxruntime, file: file, version: nil)
            }
            if let file = facts.xgboost { return xgboost(file, facts) }
            if facts.mlflow != nil { return .python }
            throw AtelierError(
                .unsupported,
                "\(title) is neither ONNX nor XGBoost nor one of MLflow, and deployment \(spec.name) has no code_configuration",
                hint: "give it the folder and the scoring script with init() and run(), or convert the model with 'atelier model convert'")
        case .python:
            guard facts.mlflow != nil else {
                throw AtelierError(
                    .unsupported, "\(title) has no MLmodel file, and deployment \(spec.name) no code_configuration",
                    hint: "give it the folder and the scoring script with init() and run(), or save the model with MLflow")
            }
            return .python
        case .native:
            if let file = facts.learned, facts.onnx == nil || facts.pipelineRefusal != nil { return .learned(file: file) }
            guard let file = facts.onnx else { throw missing("an ONNX file", title, choice) }
            if let why = facts.pipelineRefusal {
                throw AtelierError(
                    .unsupported, "\(title) cannot be served by runtime native: \(why)",
                    hint: "give the deployment 'runtime: onnx', or leave the choice to Atelier")
            }
            return .pipeline(file: file)
        case .onnx:
            guard let file = facts.onnx else { throw missing("an ONNX file", title, choice) }
            return .library(.onnxruntime, file: file, version: nil)
        case .xgboost:
            guard let file = facts.xgboost else { throw missing("an XGBoost file", title, choice) }
            return xgboost(file, facts)
        }
    }

    /// Whether a model that Python would serve is to be converted first.
    static func accelerates(_ spec: OnlineDeploymentSpec, _ facts: ModelFacts) -> Bool {
        guard spec.accelerate == .auto, spec.code == nil, (spec.runtime ?? .auto) == .auto, let model = facts.mlflow else {
            return false
        }
        return ConvertibleModel.flavors.contains { model.flavors[$0] != nil }
    }

    private static func xgboost(_ file: String, _ facts: ModelFacts) -> Decision {
        .library(.xgboost, file: file, version: facts.mlflow?.flavors["xgboost"]?["xgb_version"])
    }

    private static func missing(_ what: String, _ title: String, _ choice: RuntimeChoice) -> AtelierError {
        AtelierError(
            .invalidArgument, "\(title) has not \(what), which runtime \(choice.rawValue) serves",
            hint: "leave the choice of the runtime to Atelier, or name another model")
    }
}
