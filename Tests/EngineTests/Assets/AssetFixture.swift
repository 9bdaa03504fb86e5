import Domain
import Engine
import Foundation
import Logging
import Store
import Testing

/// An engine's home in a folder of its own, with the default workspace; gone when the body returns.
struct AssetFixture: Sendable {
    let context: EngineContext
    let workspace = Workspace.defaultName

    var home: HomeLayout { context.home }

    static func run(_ body: (AssetFixture) async throws -> Void) async throws {
        let root = "/tmp/atelier-assets-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let home = HomeLayout(root: root)
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let store = try Store(path: home.database, logger: logger)
        let context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: .system, settings: EngineSettings(),
            logger: logger)
        try await WorkspaceCatalog(context: context).start()
        try await body(AssetFixture(context: context))
        try store.close()
    }

    /// A path outside the engine's folders, inside the fixture's.
    func path(_ name: String) -> String { "\(home.root)/user/\(name)" }

    @discardableResult
    func write(_ text: String, to path: String) throws -> String {
        let url = URL(fileURLWithPath: path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        return path
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// Every file below a folder, sorted.
    func files(in folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    var locations: LocationResolver { LocationResolver(context, remoteFiles: NoNetwork()) }

    var models: ModelCatalog {
        ModelCatalog(context, locations: locations, metrics: FixedMetrics(values: ["accuracy": 0.97]))
    }

    var data: DataCatalog { DataCatalog(context, locations: locations) }

    var environments: EnvironmentCatalog { EnvironmentCatalog(context) }

    let environment = EnvironmentSpec(name: "mine", conda: CondaFile(dependencies: ["python=3.11"], pip: ["joblib"]))

    /// A deployment as the store has it, `ENDPOINT/NAME`, with its endpoint.
    func addDeployment(
        _ path: String, model: AssetReference? = nil, environment: EnvironmentReference? = nil, python: String? = nil,
        library: String? = nil
    ) async throws {
        let parts = path.split(separator: "/").map(String.init)
        let creation = CreationContext(at: Date(timeIntervalSince1970: 0), by: "me")
        let deployment = OnlineDeployment(
            workspace: workspace,
            spec: OnlineDeploymentSpec(
                name: DeploymentName(parts[1]), endpoint: EndpointName(parts[0]), environment: environment),
            provisioningState: .succeeded, model: model, creation: creation)
        let workspace = workspace
        try await context.write { transaction in
            try transaction.insert(
                EndpointRecord(
                    endpoint: OnlineEndpoint(
                        workspace: workspace, name: EndpointName(parts[0]), authMode: .key,
                        traffic: try TrafficSplit([:]), provisioningState: .succeeded, revision: 1,
                        creation: creation),
                    sealedKeys: Data()))
            try transaction.save(
                DeploymentRecord(
                    deployment: deployment, version: 1,
                    serving: (python ?? library).map { _ in
                        ServingVersion(
                            number: 1, deployment: deployment, python: python, modelDirectory: nil,
                            native: library.map { NativeServing(evaluator: .xgboost, file: "model.ubj", library: $0) })
                    }))
        }
    }

    func addJob(
        _ name: JobName, inputs: [String: JobInput] = [:], outputs: [String: JobOutput] = [:],
        code: ContentHash? = nil, status: JobStatus = .completed,
        environment: EnvironmentReference = .inline(EnvironmentSpec())
    ) async throws {
        let work = CommandWork(
            command: "true", environment: environment, inputs: inputs, outputs: outputs)
        let job = Job(
            name: name, workspace: workspace, spec: JobSpec(name: name, work: .command(work)), experiment: "e",
            displayName: name.rawValue, status: status, compute: Compute.localName, code: code,
            creation: CreationContext(at: Date(), by: "me"))
        try await context.write { try $0.insert(job) }
    }
}

struct FixedMetrics: RunMetrics {
    let values: [String: Double]
    func latestMetrics(of job: JobName) async throws -> [String: Double] { values }
}

struct NoNetwork: RemoteFileFetching {
    func fetch(_ uri: String) async throws -> String {
        throw AtelierError(.unavailable, "\(uri) cannot be reached")
    }
}

/// Runs the body and gives the error it must throw.
func failure(_ body: () async throws -> some Any) async -> AtelierError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? AtelierError
    }
}
