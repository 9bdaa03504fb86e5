package import Domain
import FoundationEssentials

/// Opens the models that native plans name.
package enum NativeModels {
    /// Throws why the model cannot be loaded, in a sentence with what to do.
    package static func load(_ plan: NativePlan) throws(AtelierError) -> any InferenceModel {
        switch plan.engine {
        case .pipeline: try pipeline(plan)
        case .learned:
            LearnedInferenceModel(try LearnedModelDocument.read(folder: plan.modelFile.splitAtLastComponent.folder))
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

    private static func pipeline(_ plan: NativePlan) throws(AtelierError) -> PipelineModel {
        do throws(OnnxFault) {
            return try PipelineModel(file: plan.modelFile, signature: plan.signature)
        } catch {
            throw AtelierError(
                .invalidArgument, "the model \(plan.modelFile.splitAtLastComponent.name.neutralised) cannot be loaded: \(error.text)",
                hint: "check that it is the ONNX file that was meant, or give the deployment 'runtime: onnx'",
                subject: "deployment \(plan.deployment)")
        }
    }
}

extension PipelineModel {
    /// Why a file cannot be evaluated without ONNX Runtime, as the end of a sentence; nil when it can.
    package static func refusal(ofFile file: String, signature: ModelSignature?) -> String? {
        do throws(OnnxFault) {
            _ = try PipelineModel(file: file, signature: signature)
            return nil
        } catch {
            return error.text
        }
    }

    /// Throws `damaged` for a file that cannot be read, too.
    package convenience init(file: String, signature: ModelSignature? = nil) throws(OnnxFault) {
        guard let data = try? Data(contentsOf: URL(filePath: file), options: .mappedIfSafe) else { throw .damaged }
        var result: Result<OnnxGraph, OnnxFault> = .failure(.damaged)
        data.withUnsafeBytes { bytes in
            do throws(OnnxFault) {
                result = .success(try OnnxGraph(reading: bytes))
            } catch {
                result = .failure(error)
            }
        }
        try self.init(try result.get(), signature: signature)
    }
}
