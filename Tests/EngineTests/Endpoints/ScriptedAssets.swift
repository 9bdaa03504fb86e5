import Domain
import Engine
import Foundation
import Synchronization

/// Models, code and environments that are there at once, as files under a folder.
final class ScriptedAssets: DeploymentAssets {
    private let folder: URL
    private let environmentFailure = Mutex<AtelierError?>(nil)
    let python = Mutex("/usr/bin/python3")

    init(folder: URL) throws {
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder.appending(path: "model"), withIntermediateDirectories: true)
        try Data("weights".utf8).write(to: folder.appending(path: "model/model.joblib"))
    }

    func failEnvironment(with error: AtelierError?) {
        environmentFailure.withLock { $0 = error }
    }

    func model(_ choice: ModelChoice, in workspace: WorkspaceName, by person: String) async throws -> ServedModel {
        let version = ModelVersion(
            workspace: workspace, name: "iris", version: "1", type: .custom,
            source: .local(folder.appending(path: "model/model.joblib").path), baseName: "model.joblib",
            contentHash: ContentHash(rawValue: "00"), size: ByteCount(7),
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: person))
        return ServedModel(version: version, folder: folder.appending(path: "model").path)
    }

    func snapshot(ofCode path: String) async throws -> CodeCopy {
        // The path is the content's name here.
        CodeCopy(hash: ContentHash(rawValue: Data(path.utf8).base64EncodedString()))
    }

    func copy(code: ContentHash, to path: String) async throws {
        let source = Data(base64Encoded: code.rawValue).map { String(decoding: $0, as: UTF8.self) } ?? ""
        try FileManager.default.copyItem(atPath: source, toPath: path)
    }

    func environment(
        _ reference: EnvironmentReference, in workspace: WorkspaceName, strict: Bool,
        log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> ServedEnvironment {
        log(Array("building\n".utf8))
        if let failure = environmentFailure.withLock({ $0 }) { throw failure }
        return ServedEnvironment(key: ContentHash(rawValue: "e0"), python: python.withLock { $0 })
    }
}
