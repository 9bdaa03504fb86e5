import Domain
import Engine
import Foundation
import Logging
import Server
import ServiceLifecycle
import Store

/// A tracking door of its own on a free port, over a home in a temporary folder.
struct TrackingFixture: Sendable {
    let home: HomeLayout
    let context: EngineContext
    let ledger: TrackingLedger
    let tokens: RunTokens
    let port: Int

    /// Opens the door, runs the body, closes the door and removes the home.
    static func with(_ body: (TrackingFixture) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let home = HomeLayout(root: folder.path)
        let store = try Store(path: home.database, logger: logger)
        let context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: .system, settings: EngineSettings(),
            logger: logger)
        let ledger = TrackingLedger(context: context)
        let tokens = try RunTokens(home: home)
        let door = TrackingDoor(
            ledger: ledger, files: try ArtifactFiles(home: home), tokens: tokens, logger: logger)
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let group = ServiceGroup(
            services: [door.makeApplication(port: 0) { continuation.yield($0) }], logger: logger)
        let server = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        guard let port = await iterator.next() else { throw AtelierError(.internal, "the door did not open") }
        let result: Result<Void, any Error>
        do {
            try await body(
                TrackingFixture(home: home, context: context, ledger: ledger, tokens: tokens, port: port))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await group.triggerGracefulShutdown()
        try await server.value
        try store.close()
        try result.get()
    }

    func send(
        _ method: String, _ path: String, json: String? = nil, body: Data? = nil, token: String? = "user",
        headers: [String: String] = [:]
    ) async throws -> DoorAnswer {
        var headers = headers
        if let token {
            headers["Authorization"] = "Bearer \(token == "user" ? tokens.userToken() : token)"
        }
        return try await RawHTTP.send(
            method, path, headers: headers, body: json.map { Data($0.utf8) } ?? body ?? Data(), port: port)
    }

    /// A POST below `/api/2.0/mlflow`.
    func post(_ path: String, _ json: String, token: String? = "user") async throws -> DoorAnswer {
        try await send("POST", "/api/2.0/mlflow/\(path)", json: json, token: token)
    }

    func get(_ path: String, token: String? = "user") async throws -> DoorAnswer {
        try await send("GET", "/api/2.0/mlflow/\(path)", token: token)
    }

    /// A run made by a client; its id.
    func run(in experiment: String = "0", token: String? = "user") async throws -> String {
        let answer = try await post("runs/create", #"{"experiment_id": "\#(experiment)"}"#, token: token)
        return answer.json["run"]?["info"]?["run_id"]?.stringValue ?? "none"
    }

    /// The run of a job, as the job's submission opens it.
    @discardableResult
    func openJob(_ name: JobName, experiment: String = "wine", in workspace: WorkspaceName = "default") async throws -> Job {
        let job = Job(
            name: name, workspace: workspace,
            spec: JobSpec(work: .command(CommandWork(command: "true", environment: .registered(AssetReference(name: "e", selector: .label("latest")))))), experiment: experiment, displayName: "shown name",
            status: .queued, compute: "local", creation: CreationContext(at: Date(timeIntervalSince1970: 1_000), by: "me"))
        try await context.write { try $0.openRun(for: job, tags: ["team": "blue"]) }
        return job
    }
}

/// What the door answered.
struct DoorAnswer: Sendable {
    let status: Int
    let headers: [String: String]
    let body: Data

    var json: JSONValue { (try? JSONDecoder().decode(JSONValue.self, from: body)) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }
    var code: String? { json["error_code"]?.stringValue }
    var message: String { json["message"]?.stringValue ?? "" }
}
