package import Domain

/// What a deployment is made from, as the catalogs of models, code and environments give it.
package protocol DeploymentAssets: Sendable {
    /// The version a choice means (an inline model is registered), and the folder that directly holds its `baseName`.
    func model(_ choice: ModelChoice, in workspace: WorkspaceName, by person: String) async throws -> ServedModel

    /// A snapshot of a code folder by content.
    func snapshot(ofCode path: String) async throws -> CodeCopy

    /// A writable copy of a snapshot at `path`, which does not exist yet.
    func copy(code: ContentHash, to path: String) async throws

    /// What the model's files say of the ways it can be served.
    func facts(of model: ServedModel) async throws -> ModelFacts

    /// Converts a model of MLflow to ONNX and puts it into `target`; gives what its files say and what is to be said
    /// about it. Throws why there is no graph that answers as the model does.
    func accelerated(
        _ model: ServedModel, into target: String, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> (facts: ModelFacts, warnings: [String])

    /// The library that scores a model, installed if need be; `environment` is the model's own, which is looked into but
    /// not built.
    func library(
        _ name: RuntimeName, madeWith version: String?, environment: EnvironmentSpec?, by person: String,
        report: @escaping @Sendable (String) async throws -> Void
    ) async throws -> RuntimeLibraries.Chosen

    /// The environment that a model of MLflow was saved with; `folder` holds its `MLmodel`.
    func environment(ofModelIn folder: String) async throws -> EnvironmentSpec

    /// The environment, built if need be; `log` gets the bytes of the build's log.
    func environment(
        _ reference: EnvironmentReference, in workspace: WorkspaceName, strict: Bool,
        log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ServedEnvironment
}

package struct ServedModel: Sendable {
    package let version: ModelVersion
    package let folder: String

    /// The file or the folder that was registered.
    package var path: String { "\(folder)/\(version.baseName)" }

    package init(version: ModelVersion, folder: String) {
        self.version = version
        self.folder = folder
    }
}

package struct CodeCopy: Sendable {
    package let hash: ContentHash
    package let warnings: [String]

    package init(hash: ContentHash, warnings: [String] = []) {
        self.hash = hash
        self.warnings = warnings
    }
}

package struct ServedEnvironment: Sendable {
    package let key: ContentHash
    /// The path of its interpreter.
    package let python: String
    package let warnings: [String]

    package init(key: ContentHash, python: String, warnings: [String] = []) {
        self.key = key
        self.python = python
        self.warnings = warnings
    }
}
