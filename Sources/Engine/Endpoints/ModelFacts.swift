package import Domain
import LinuxSystem
import Scoring

/// What a model's files say of the ways it can be served.
package struct ModelFacts: Sendable, Hashable {
    /// The ONNX file, an absolute path.
    package var onnx: String?
    /// Why our own evaluator does not take it, as the end of a sentence.
    package var pipelineRefusal: String?
    /// What was learnt in the engine, an absolute path.
    package var learned: String?
    /// XGBoost's file, JSON or UBJ, an absolute path.
    package var xgboost: String?
    /// Of a folder with an `MLmodel`.
    package var mlflow: MLflowModel?

    package init(
        onnx: String? = nil, pipelineRefusal: String? = nil, learned: String? = nil, xgboost: String? = nil,
        mlflow: MLflowModel? = nil
    ) {
        self.learned = learned
        self.onnx = onnx
        self.pipelineRefusal = pipelineRefusal
        self.xgboost = xgboost
        self.mlflow = mlflow
    }

    /// Looks at the model at `path`, a file or a folder. Blocks.
    ///
    /// - Parameter describe: reads the `MLmodel` of a folder.
    static func read(at path: String, describe: (String) throws -> MLflowModel) throws -> ModelFacts {
        var facts = ModelFacts()
        if try FileStamp.of("\(path)/MLmodel") != nil {
            let model = try describe(path)
            facts.mlflow = model
            facts.onnx = try file(model.flavors["onnx"]?["data"], in: path)
            if model.flavors["atelier"]?["data"] == LearnedModelDocument.fileName {
                facts.learned = try file(LearnedModelDocument.fileName, in: path)
            }
            facts.xgboost = try file(model.flavors["xgboost"]?["data"], in: path)
        } else if path.hasSuffix(".onnx") {
            facts.onnx = path
        } else if path.hasSuffix(".ubj") || path.hasSuffix(".json") {
            if try looksLikeXGBoost(path) { facts.xgboost = path }
        } else if let only = try onlyFile(in: path) {
            return try read(at: only, describe: describe)
        }
        if let onnx = facts.onnx { facts.pipelineRefusal = PipelineModel.refusal(ofFile: onnx, signature: facts.mlflow?.signature) }
        return facts
    }

    private static func file(_ name: String?, in folder: String) throws -> String? {
        guard let name, !name.isAbsolutePath, !name.pathParts.contains("..") else { return nil }
        let path = "\(folder)/\(name)"
        guard try FileStamp.of(path) != nil else { return nil }
        return path
    }

    /// A registered folder that holds a model's file and nothing else.
    private static func onlyFile(in folder: String) throws -> String? {
        guard let names = try? FileTree.names(in: folder), names.count == 1, let name = names.first,
            [".onnx", ".ubj", ".json"].contains(where: name.hasSuffix)
        else { return nil }
        return "\(folder)/\(name)"
    }

    /// Its files begin with a map whose first key is the learner or its configuration.
    private static func looksLikeXGBoost(_ path: String) throws -> Bool {
        let file = try FileDescriptor.open(path)
        let start = String(decoding: try file.read(at: 0, count: 200), as: UTF8.self)
        return start.contains("learner") || start.contains("Config")
    }
}
