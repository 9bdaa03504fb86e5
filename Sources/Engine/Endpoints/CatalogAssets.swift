package import Domain
import LinuxSystem

/// The real catalogs behind a deployment.
package struct CatalogAssets: DeploymentAssets {
    private let models: ModelCatalog
    private let code: any CodeSnapshotting
    private let environments: any EnvironmentPreparing
    private let modelEnvironment: @Sendable (String) throws -> EnvironmentSpec
    private let modelDescription: @Sendable (String) throws -> MLflowModel
    private let libraries: RuntimeLibraries
    private let graphs: AcceleratedModels

    /// - Parameters:
    ///   - modelEnvironment: reads what the folder of an MLflow model says of its environment. Blocks.
    ///   - modelDescription: reads its `MLmodel`. Blocks.
    package init(
        models: ModelCatalog, code: any CodeSnapshotting, environments: any EnvironmentPreparing,
        libraries: RuntimeLibraries, graphs: AcceleratedModels,
        modelEnvironment: @escaping @Sendable (String) throws -> EnvironmentSpec,
        modelDescription: @escaping @Sendable (String) throws -> MLflowModel
    ) {
        self.libraries = libraries
        self.graphs = graphs
        self.modelDescription = modelDescription
        self.modelEnvironment = modelEnvironment
        self.models = models
        self.code = code
        self.environments = environments
    }

    package func model(
        _ choice: ModelChoice, in workspace: WorkspaceName, by person: String
    ) async throws -> ServedModel {
        let version =
            switch choice {
            case .registered(let reference): try await models.resolve(reference, in: workspace)
            case .inline(let spec): try await models.register(spec, in: workspace, by: person)
            }
        return ServedModel(version: version, folder: models.files(of: version))
    }

    package func snapshot(ofCode path: String) async throws -> CodeCopy {
        let (hash, warnings) = try await code.keep(path)
        return CodeCopy(hash: hash, warnings: warnings)
    }

    package func copy(code hash: ContentHash, to path: String) async throws {
        try await code.materialise(hash, at: path)
    }

    package func facts(of model: ServedModel) async throws -> ModelFacts {
        let describe = modelDescription
        return try await BlockingWork.run { try ModelFacts.read(at: model.path, describe: describe) }
    }

    package func accelerated(
        _ model: ServedModel, into target: String, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> (facts: ModelFacts, warnings: [String]) {
        let warnings = try await graphs.place(model.version, into: target, log: log)
        let describe = modelDescription
        return (try await BlockingWork.run { try ModelFacts.read(at: target, describe: describe) }, warnings)
    }

    package func library(
        _ name: RuntimeName, madeWith version: String?, environment: EnvironmentSpec?, by person: String,
        report: @escaping @Sendable (String) async throws -> Void
    ) async throws -> RuntimeLibraries.Chosen {
        try await libraries.library(name, madeWith: version, environment: environment, by: person, report: report)
    }

    package func environment(ofModelIn folder: String) async throws -> EnvironmentSpec {
        let read = modelEnvironment
        return try await BlockingWork.run { try read(folder) }
    }

    package func environment(
        _ reference: EnvironmentReference, in workspace: WorkspaceName, strict: Bool,
        log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ServedEnvironment {
        let spec = try await environments.spec(of: reference, in: workspace)
        let prepared = try await environments.prepared(spec, strict: strict, log: log)
        guard let key = prepared.hash, let prefix = prepared.prefix else {
            throw AtelierError(
                .internal, "the environment of a deployment was not built", hint: "see 'atelier engine logs'")
        }
        return ServedEnvironment(key: key, python: "\(prefix)/bin/python", warnings: prepared.warnings)
    }
}
