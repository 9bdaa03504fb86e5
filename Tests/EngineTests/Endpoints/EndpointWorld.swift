import Domain
import Engine
import Foundation
import Logging
import Store
import Synchronization

/// A box with a store, a clock that the test moves, and an endpoint catalog; gone when the closure returns.
struct EndpointWorld: Sendable {
    let folder: URL
    let context: EngineContext
    let clock: MovableClock
    let scoring: ScriptedScoring
    let assets: ScriptedAssets
    let catalog: EndpointCatalog

    /// `front` makes the scoring room for a home; nil is the scripted one.
    static func with(
        front: ((HomeLayout) throws -> any ScoringFront)? = nil, _ body: (EndpointWorld) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "atelier-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let world = try await EndpointWorld(
            folder: folder, clock: MovableClock(), scoring: ScriptedScoring(),
            front: front?(HomeLayout(root: folder.path)))
        do {
            try await body(world)
        } catch {
            await world.catalog.stop()
            throw error
        }
        await world.catalog.stop()
        try world.context.store.close()
    }

    /// The same home after the engine died: nothing in memory is kept.
    func restarted(_ body: (EndpointWorld) async throws -> Void) async throws {
        await catalog.stop()
        let world = try await EndpointWorld(folder: folder, clock: clock, scoring: ScriptedScoring())
        do {
            try await body(world)
        } catch {
            await world.catalog.stop()
            throw error
        }
        await world.catalog.stop()
    }

    init(
        folder: URL, clock: MovableClock, scoring: ScriptedScoring, front: (any ScoringFront)? = nil
    ) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let home = HomeLayout(root: folder.path)
        let store = try Store(path: home.database, logger: logger)
        context = EngineContext(
            home: home, store: store, journal: EventJournal(store: store), clock: clock.engineClock,
            settings: EngineSettings(previousDeploymentWarm: .seconds(600)), logger: logger)
        self.folder = folder
        self.clock = clock
        self.scoring = scoring
        assets = try ScriptedAssets(folder: folder.appending(path: "assets"))
        catalog = EndpointCatalog(context: context, assets: assets, front: front ?? scoring, boxCores: 2)
        try writeScript("def init(): pass\n")
        try await WorkspaceCatalog(context: context).start()
        try await catalog.start()
    }

    func writeScript(_ text: String) throws {
        let code = folder.appending(path: "code")
        try FileManager.default.createDirectory(at: code, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: code.appending(path: "score.py"))
    }

    func endpoint(_ name: EndpointName = "iris") async throws -> OnlineEndpoint {
        try await catalog.create(OnlineEndpointSpec(name: name), in: "default", by: "ada")
    }

    func spec(_ name: DeploymentName, instances: Int = 1, of endpoint: EndpointName = "iris") -> OnlineDeploymentSpec {
        OnlineDeploymentSpec(
            name: name, endpoint: endpoint,
            model: .registered(AssetReference(name: "iris", selector: .label("latest"))),
            code: CodeConfiguration(code: folder.appending(path: "code").path, scoringScript: "score.py"),
            environment: .inline(EnvironmentSpec(name: "e")), instanceType: "Standard_DS2_v2", instanceCount: instances)
    }

    @discardableResult
    func deploy(_ name: DeploymentName, allTraffic: Bool = false) async throws -> OnlineDeployment {
        _ = try await catalog.deploy(spec(name), allTraffic: allTraffic, in: "default", by: "ada")
        return try await catalog.waitUntilSettled(name, of: "iris", in: "default")
    }

    @discardableResult
    func setTraffic(_ weights: [DeploymentName: Int]) async throws -> OnlineEndpoint {
        try await catalog.update(
            "iris", EndpointChange(traffic: try TrafficSplit(weights)), in: "default", by: "ada")
    }

    func events() async throws -> [Event] {
        try await context.store.read { try $0.events(after: 0, limit: 10_000) }
    }
}

/// Time that stands still until it is moved.
final class MovableClock: Sendable {
    private struct State {
        var now = Date(timeIntervalSince1970: 1_700_000_000)
        var sleepers: [UUID: (until: Date, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var watchers: [AsyncStream<Void>.Continuation] = []
        /// How many sleeps of so many seconds were begun.
        var begun: [Double: Int] = [:]
    }

    private let state = Mutex(State())

    var engineClock: EngineClock {
        EngineClock(now: { self.state.withLock { $0.now } }, sleep: { try await self.sleep($0) })
    }

    func advance(seconds: Double) {
        let due = state.withLock { state in
            state.now += seconds
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    /// Returns once so many sleep.
    func waitForSleepers(_ count: Int) async {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { $0.watchers.append(continuation) }
        continuation.yield()
        for await _ in changes where state.withLock({ $0.sleepers.count }) >= count { return }
    }

    func sleeps(of seconds: Double) -> Int { state.withLock { $0.begun[seconds] ?? 0 } }

    /// Returns once more than `count` sleeps of so many seconds were begun.
    func waitForSleep(of seconds: Double, after count: Int) async {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self)
        state.withLock { $0.watchers.append(continuation) }
        continuation.yield()
        for await _ in changes where sleeps(of: seconds) > count { return }
    }

    private func sleep(_ duration: Duration) async throws {
        let id = UUID()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isCancelled, watchers) = state.withLock { state in
                    if !Task.isCancelled {
                        let seconds = Double(duration.components.seconds)
                        state.begun[seconds, default: 0] += 1
                        state.sleepers[id] = (state.now + seconds, continuation)
                    }
                    return (Task.isCancelled, state.watchers)
                }
                if isCancelled { continuation.resume(throwing: CancellationError()) }
                for watcher in watchers { watcher.yield() }
            }
        } onCancel: {
            let sleeper = state.withLock { $0.sleepers.removeValue(forKey: id) }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
