import Domain
import Engine
import Foundation
import Synchronization

/// Models, code and environments that are there at once, as files under a folder.
final class ScriptedAssets: DeploymentAssets {
    private let folder: URL
    private let environmentFailure = Mutex<AtelierError?>(nil)
    let python = Mutex("/usr/bin/python3")
    /// What the model's files say; nil looks for an `MLmodel`.
    let facts = Mutex<ModelFacts?>(nil)
    /// The folder of the model whose own environment was built last.
    let builtFor = Mutex<String?>(nil)
    /// The ONNX file that a conversion gives, or why there is none.
    let graph = Mutex<Result<String, AtelierError>>(.failure(AtelierError(.unsupported, "it has no ONNX form")))

    init(folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder.appending(path: "model"), withIntermediateDirectories: true)
        try Data("weights".utf8).write(to: folder.appending(path: "model/model.joblib"))
    }

    /// Puts a folder with an `MLmodel` in the model's place.
    func makeModelOfMLflow() throws {
        let model = folder.appending(path: "model/model.joblib")
        try FileManager.default.removeItem(at: model)
        try FileManager.default.createDirectory(at: model, withIntermediateDirectories: true)
        try Data("flavors: {}".utf8).write(to: model.appending(path: "MLmodel"))
    }

    func failEnvironment(with error: AtelierError?) {
        environmentFailure.withLock { $0 = error }
    }

    func model(_ choice: ModelChoice, in workspace: WorkspaceName, by person: String) async throws -> ServedModel {
        var number = "1"
        if case .registered(let reference) = choice {
            guard reference.name == "iris" else {
                throw AtelierError(.notFound, "there is no model \(reference.name)")
            }
            if case .version(let wanted) = reference.selector { number = wanted }
        }
        let version = ModelVersion(
            workspace: workspace, name: "iris", version: number, type: .custom,
            source: .local(folder.appending(path: "model/model.joblib").path), baseName: "model.joblib",
            contentHash: ContentHash(rawValue: "00"), size: ByteCount(7),
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: person))
        return ServedModel(version: version, folder: folder.appending(path: "model").path)
    }

    func snapshot(ofCode path: String) async throws -> CodeCopy {
        let hash = UUID().uuidString
        try FileManager.default.copyItem(atPath: path, toPath: folder.appending(path: hash).path)
        return CodeCopy(hash: ContentHash(rawValue: hash))
    }

    func copy(code: ContentHash, to path: String) async throws {
        try FileManager.default.copyItem(atPath: folder.appending(path: code.rawValue).path, toPath: path)
    }

    func facts(of model: ServedModel) async throws -> ModelFacts {
        if let facts = facts.withLock({ $0 }) { return facts }
        let file = "\(model.folder)/\(model.version.baseName)/MLmodel"
        return ModelFacts(mlflow: FileManager.default.fileExists(atPath: file) ? MLflowModel(flavors: [:]) : nil)
    }

    func accelerated(
        _ model: ServedModel, into target: String, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> (facts: ModelFacts, warnings: [String]) {
        log(Array("converting\n".utf8))
        return (ModelFacts(onnx: try graph.withLock { $0 }.get()), [])
    }

    func library(
        _ name: RuntimeName, madeWith version: String?, environment: EnvironmentSpec?, by person: String,
        report: @escaping @Sendable (String) async throws -> Void
    ) async throws -> RuntimeLibraries.Chosen {
        RuntimeLibraries.Chosen(path: "/opt/\(name.rawValue).so", version: version ?? "1.0", warnings: ["another version"])
    }

    func environment(ofModelIn folder: String) async throws -> EnvironmentSpec {
        EnvironmentSpec(tags: ["model": folder])
    }

    func environment(
        _ reference: EnvironmentReference, in workspace: WorkspaceName, strict: Bool,
        log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ServedEnvironment {
        log(Array("building\n".utf8))
        if case .inline(let spec) = reference, let model = spec.tags["model"] { builtFor.withLock { $0 = model } }
        if let failure = environmentFailure.withLock({ $0 }) { throw failure }
        return ServedEnvironment(key: ContentHash(rawValue: "e0"), python: python.withLock { $0 })
    }
}
