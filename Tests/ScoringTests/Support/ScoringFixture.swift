import Domain
import Foundation
import Logging
import NIOCore
import Synchronization

@testable import Scoring

/// A scoring server on a free port with deployments made of a line or two of Python, and a folder that goes away.
final class ScoringFixture: Sendable {
    static let key = "correct-horse-battery-staple"
    /// `SCORING_TEST_PYTHON` runs the same tests on another interpreter.
    static let python = ProcessInfo.processInfo.environment["SCORING_TEST_PYTHON"] ?? "/usr/bin/python3"

    let folder: URL
    let loops: ScoringLoops
    let server: ScoringServer
    let port: Int
    private let pools = Mutex<[WorkerPool]>([])

    private init(folder: URL, loops: ScoringLoops, server: ScoringServer, port: Int) {
        self.folder = folder
        self.loops = loops
        self.server = server
        self.port = port
    }

    /// Runs the body with a server, and clears everything away.
    static func run(
        threads: Int = 1, settings: ScoringSettings = ScoringSettings(),
        _ body: (ScoringFixture) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "scoring-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try WorkerScript.text.write(to: folder.appending(path: "worker.py"), atomically: true, encoding: .utf8)
        let loops = ScoringLoops(threads: threads)
        let server = ScoringServer(eventLoops: loops, logger: quiet, settings: settings)
        let port = try await server.start(port: 0)
        let fixture = ScoringFixture(folder: folder, loops: loops, server: server, port: port)
        let result: Result<Void, any Error>
        do {
            try await body(fixture)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await server.stop(draining: .milliseconds(100))
        for pool in fixture.pools.withLock({ $0 }) { await pool.drainAndStop(within: .milliseconds(100)) }
        try await loops.shutDown()
        try FileManager.default.removeItem(at: folder)
        try result.get()
    }

    static var quiet: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

    func plan(
        _ deployment: String = "blue", _ script: String, change: (inout DeploymentPlan) -> Void = { _ in }
    ) throws -> DeploymentPlan {
        let code = folder.appending(path: "code-\(deployment)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: code, withIntermediateDirectories: true)
        try script.write(to: code.appending(path: "score.py"), atomically: true, encoding: .utf8)
        var plan = DeploymentPlan(
            endpoint: "iris", deployment: DeploymentName(deployment), python: Self.python,
            workerScript: folder.appending(path: "worker.py").path, codeFolder: code.path, scoringScript: "score.py",
            requestSettings: RequestSettings(
                requestTimeoutMilliseconds: 30_000, maxConcurrentRequestsPerInstance: 100),
            logPath: folder.appending(path: "\(deployment).log").path, startupTimeout: .seconds(60))
        change(&plan)
        return plan
    }

    func pool(
        _ deployment: String = "blue", _ script: String,
        restarts: RestartPolicy = RestartPolicy(firstDelay: .milliseconds(1)),
        onChange: (@Sendable (PoolCondition) -> Void)? = nil, change: (inout DeploymentPlan) -> Void = { _ in }
    ) throws -> WorkerPool {
        let pool = WorkerPool(
            plan: try plan(deployment, script, change: change), loop: loops.next(), templates: loops.templates, logger: Self.quiet,
            restarts: restarts, onChange: onChange)
        pools.withLock { $0.append(pool) }
        return pool
    }

    /// A started deployment with all traffic.
    @discardableResult
    func deploy(_ script: String, change: (inout DeploymentPlan) -> Void = { _ in }) async throws -> WorkerPool {
        let pool = try pool("blue", script, change: change)
        try await pool.start()
        publish([pool], traffic: .all(to: "blue"))
        return pool
    }

    func publish(_ pools: [WorkerPool], traffic: TrafficSplit, mirror: MirrorSplit = MirrorSplit()) {
        server.publish(
            EndpointRoute(
                endpoint: "iris", keys: [KeyDigest(of: Self.key), KeyDigest(of: "second")], traffic: traffic,
                mirrorTraffic: mirror,
                deployments: Dictionary(uniqueKeysWithValues: pools.map { ($0.plan.deployment, $0) })))
    }

    func client() throws -> RawClient { try RawClient(port: port) }

    /// One scoring request on a connection of its own.
    func score(_ body: String = "1", headers: [String: String] = [:]) async throws -> RawClient.Response {
        try await client().request("POST", "/endpoints/iris/score", body: body, headers: Self.authorised(headers))
    }

    static func authorised(_ headers: [String: String] = [:]) -> [String: String] {
        headers.merging(["Authorization": "Bearer \(key)"]) { old, _ in old }
    }

    func log(_ deployment: String = "blue") throws -> String {
        try String(contentsOf: folder.appending(path: "\(deployment).log"), encoding: .utf8)
    }
}

enum Script {
    static let echo = "def init(): pass\ndef run(data): return {'got': data}\n"

    /// Does what the request says, and answers its own pid otherwise.
    static let obedient = """
        import os, sys, time, json
        def init(): pass
        def run(data):
            if data == "raise": raise ValueError("as you wish")
            if data == "exit": sys.exit(4)
            if data == "die": os._exit(5)
            if data == "hang": time.sleep(3600)
            if data == "loop":
                while True: pass
            if data == "rubbish": return {"a": object()}
            if data == "set": return {1, 2}
            if data == "nan": return float("nan")
            if data == "bytes": return b"x"
            if data == "none": return None
            if data == "text": return "plain"
            if data == "print":
                for _ in range(40): print("x" * 100000)
                sys.stdout.write("raw\\n"); sys.stderr.write("err\\n")
            if data == "recurse": return run(data)
            return {"pid": os.getpid()}
        """
}
