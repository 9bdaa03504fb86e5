import Domain
import Foundation
import Store
import Synchronization

@testable import Engine

/// Environments that are ready at once, or when the test lets them.
final class ScriptedEnvironments: EnvironmentPreparing {
    private let gate = Mutex<AsyncStream<Void>?>(nil)
    let prefix: String?

    init(prefix: String? = nil) {
        self.prefix = prefix
    }

    /// From now on preparing waits until the returned continuation is finished.
    func hold() -> AsyncStream<Void>.Continuation {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        gate.withLock { $0 = stream }
        return continuation
    }

    func spec(of reference: EnvironmentReference, in workspace: WorkspaceName) async throws -> EnvironmentSpec {
        switch reference {
        case .inline(let spec): return spec
        case .registered(let asset): throw AtelierError(.notFound, "there is no environment \(asset)")
        }
    }

    func prepared(
        _ spec: EnvironmentSpec, strict: Bool, log: @escaping @Sendable ([UInt8]) -> Void
    ) async throws -> PreparedEnvironment {
        guard spec.conda != nil else { return .box }
        log(Array("building\n".utf8))
        if let gate = gate.withLock({ $0 }) {
            for await _ in gate {}
            try Task.checkCancellation()
        }
        return PreparedEnvironment(
            hash: ContentHash(rawValue: "e0"), prefix: prefix ?? "/env", warnings: ["runs Python 3.11, not 3.10"])
    }
}

/// Code folders that are never copied but whose files appear.
struct ScriptedCode: CodeSnapshotting {
    func keep(_ source: CodeSource) async throws -> (hash: ContentHash, warnings: [String]) {
        guard source.path != "/missing" else { throw AtelierError(.notFound, "the code folder /missing does not exist") }
        return (ContentHash(rawValue: "c0de"), [])
    }

    func changes(from hash: ContentHash, to other: ContentHash) async throws -> [String] {
        hash == other ? [] : ["train.py"]
    }

    func materialise(_ hash: ContentHash, at path: String) async throws {
        try FileManager.default.createDirectory(atPath: path + "/outputs", withIntermediateDirectories: true)
        try Data("print(1)".utf8).write(to: URL(filePath: path + "/train.py"))
        try Data("kept".utf8).write(to: URL(filePath: path + "/outputs/old.txt"))
    }
}

struct ScriptedLocations: LocationResolving {
    let root: String

    func path(of location: DataLocation, in workspace: WorkspaceName) async throws -> String {
        switch location {
        case .local(let path): path
        case .datastore(let name, let path): "\(root)/datastores/\(name)/\(path)"
        default: throw AtelierError(.notFound, "there is no \(location)")
        }
    }

    func path(of location: DataLocation, asInput type: AssetType, in workspace: WorkspaceName) async throws -> String {
        try await path(of: location, in: workspace)
    }
}

/// Remembers what was registered, or refuses.
final class ScriptedOutputs: OutputRegistering {
    private let told = Mutex<[String]>([])

    var log: [String] { told.withLock { $0 } }

    func register(_ name: String, _ output: JobOutput, of job: Job) async throws {
        guard output.assetName != "taken" else { throw AtelierError(.alreadyExists, "model taken:1 exists already") }
        told.withLock { $0.append("\(job.name) \(name) \(output.assetName ?? "?"):\(output.assetVersion ?? "next")") }
    }
}

/// Remembers what jobs told of their runs.
final class ScriptedRuns: RunTracking {
    private let told = Mutex<[String]>([])

    var log: [String] { told.withLock { $0 } }

    func open(_ job: Job, tags: [String: String], in transaction: StoreTransaction) throws {
        told.withLock { $0.append("open \(job.name)") }
    }

    func follow(_ job: Job, at time: Date, in transaction: StoreTransaction) throws {
        told.withLock { $0.append("\(job.status.rawValue) \(job.name)") }
    }

    func remove(_ job: JobName, in transaction: StoreTransaction) throws -> HiddenRun? {
        told.withLock { $0.append("remove \(job)") }
        return nil
    }

    func log(_ batch: RunBatch, to job: Job) async throws {
        told.withLock { log in
            log += batch.metrics.map { "metric \(job.name) \($0.metric.key)=\($0.metric.point.value)" }
            log += batch.parameters.map { "parameter \(job.name) \($0.key)=\($0.value)" }
        }
    }

    func changes() -> AsyncStream<Set<RunID>> { AsyncStream { nil } }

    func access(for job: Job) async throws -> RunAccess {
        RunAccess(trackingURI: "http://127.0.0.1:5000", experimentID: "7", token: "secret-\(job.name)")
    }
}

/// A desk over scripted services, and everything a test may want to look at.
struct ScriptedDesk {
    let fixture: EngineFixture
    let runtime = ScriptedRuntime()
    let environments = ScriptedEnvironments()
    let runs = ScriptedRuns()
    let assets = ScriptedOutputs()
    let workspaces: WorkspaceCatalog
    let computes: ComputeFleet
    let desk: JobDesk

    /// - Parameters:
    ///   - tracking: what keeps the runs; nil only remembers what it was told.
    ///   - automl: what trains; nil trains nothing.
    init(
        _ fixture: EngineFixture, locations: (any LocationResolving)? = nil, tracking: (any RunTracking)? = nil,
        automl: (desk: AutoMLDesk, trials: TrialRuntime)? = nil
    ) async throws {
        self.fixture = fixture
        workspaces = WorkspaceCatalog(context: fixture.context)
        try await workspaces.start()
        computes = ComputeFleet(context: fixture.context, box: EngineFixture.box)
        desk = JobDesk(
            context: fixture.context, computes: computes,
            services: JobServices(
                code: ScriptedCode(), environments: environments,
                locations: locations ?? ScriptedLocations(root: fixture.context.home.root), runs: tracking ?? runs, runtime: runtime,
                assets: assets, automl: automl))
        await workspaces.register(desk)
    }

    func submit(
        _ name: JobName, command: String = "true", compute: ComputeName? = nil, code: String? = nil,
        timeout: Int? = nil, conda: Bool = false
    ) async throws -> Job {
        let spec = EnvironmentSpec(image: "ubuntu", conda: conda ? CondaFile(pip: ["numpy"]) : nil)
        return try await desk.submit(
            JobSpec(
                name: name, compute: compute,
                work: .command(CommandWork(command: command, code: code, environment: .inline(spec), timeout: timeout))),
            in: Workspace.defaultName, by: "anna")
    }

    func end(of name: JobName) async throws -> Job {
        try await desk.end(of: name, in: Workspace.defaultName)
    }

    func show(_ name: JobName) async throws -> Job {
        try await desk.show(name, in: Workspace.defaultName)
    }
}
