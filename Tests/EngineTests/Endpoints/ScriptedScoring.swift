import Domain
import Engine
import Foundation
import Scoring
import Synchronization

/// A scoring room without processes: remembers what was published, and starts workers when the test says so.
final class ScriptedScoring: ScoringFront {
    let workerScript = "/nowhere/worker.py"

    private struct State {
        var routes: [EndpointName: ServingRoute] = [:]
        var published: [ServingRoute] = []
        var withdrawn: [EndpointName] = []
        var made: [ScriptedWorkers] = []
        var failures: [DeploymentName: AtelierError] = [:]
        var held: Set<DeploymentName> = []
        var shadows: [DeploymentName: ShadowTally] = [:]
        var answers: [DeploymentName: ProbeAnswer] = [:]
        var watchers: [UUID: AsyncStream<Void>.Continuation] = [:]
    }

    private let state = Mutex(State())

    func publish(_ route: ServingRoute) {
        change {
            $0.routes[route.endpoint] = route
            $0.published.append(route)
        }
    }

    func withdraw(_ endpoint: EndpointName) {
        change {
            $0.routes[endpoint] = nil
            $0.withdrawn.append(endpoint)
        }
    }

    /// Nobody asks over HTTP here.
    func accesses(of endpoint: EndpointName, after sequence: Int64, limit: Int) -> [AccessEntry] { [] }

    func shadows(of endpoint: EndpointName, _ deployment: DeploymentName, from mark: Int) -> ShadowReport {
        ShadowReport(tally: state.withLock { $0.shadows[deployment] ?? ShadowTally() })
    }

    /// What comparing copies found, in addition to what it found before.
    func compare(_ deployment: DeploymentName, _ tally: ShadowTally) {
        state.withLock { $0.shadows[deployment, default: ShadowTally()].add(tally) }
    }

    func answer(to body: String, by workers: any ServingWorkers) async -> ProbeAnswer {
        let name = (workers as? ScriptedWorkers)?.plan.deployment
        return state.withLock { $0.answers[name ?? ""] ?? ProbeAnswer(status: 200, body: body) }
    }

    /// From now on the deployment answers the engine's own requests so; otherwise with what it is sent.
    func answer(_ deployment: DeploymentName, with answer: ProbeAnswer) {
        state.withLock { $0.answers[deployment] = answer }
    }

    func makeWorkers(
        _ plan: RuntimePlan, onDemand: @escaping @Sendable () -> Void, onTraffic: @escaping @Sendable () -> Void
    ) -> any ServingWorkers {
        let workers = ScriptedWorkers(plan: plan, front: self, onDemand: onDemand, onTraffic: onTraffic)
        change { $0.made.append(workers) }
        return workers
    }

    /// From now on, workers of this deployment fail to start.
    func fail(_ deployment: DeploymentName, with error: AtelierError?) {
        change { $0.failures[deployment] = error }
    }

    /// From now on, workers of this deployment take until `release` to start.
    func hold(_ deployment: DeploymentName) {
        change { $0.held.insert(deployment) }
    }

    func release(_ deployment: DeploymentName) {
        change { $0.held.remove(deployment) }
    }

    func failure(of deployment: DeploymentName) -> AtelierError? {
        state.withLock { $0.failures[deployment] }
    }

    func isHeld(_ deployment: DeploymentName) -> Bool {
        state.withLock { $0.held.contains(deployment) }
    }

    func route(of endpoint: EndpointName) -> ServingRoute? {
        state.withLock { $0.routes[endpoint] }
    }

    var published: [ServingRoute] { state.withLock { $0.published } }
    /// All workers that were ever asked for, resting ones included.
    var made: [ScriptedWorkers] { state.withLock { $0.made } }
    var begun: [ScriptedWorkers] { made.filter(\.hasBegun) }

    /// Returns once `condition` holds; it is looked at after every change here.
    func wait(until condition: (ScriptedScoring) -> Bool) async {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        state.withLock { $0.watchers[id] = continuation }
        defer { _ = state.withLock { $0.watchers.removeValue(forKey: id) } }
        continuation.yield()
        for await _ in changes where condition(self) { return }
    }

    func changed() { change { _ in } }

    private func change(_ body: (inout State) -> Void) {
        let watchers = state.withLock { state in
            body(&state)
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.yield() }
    }
}

final class ScriptedWorkers: ServingWorkers {
    let plan: DeploymentPlan
    /// What the engine's own threads are to serve.
    let native: NativePlan?
    private let front: ScriptedScoring
    private let onDemand: @Sendable () -> Void
    private let onTraffic: @Sendable () -> Void
    private let state = Mutex((begun: false, started: false, stopped: false, requests: 0))
    private let load = Mutex((unmeasured: PoolLoad(), isQuiet: true))
    private let observer = Mutex<(@Sendable (PoolNotice) -> Void)?>(nil)
    private let sizes = Mutex<[Int]>([])

    init(
        plan: RuntimePlan, front: ScriptedScoring, onDemand: @escaping @Sendable () -> Void,
        onTraffic: @escaping @Sendable () -> Void
    ) {
        self.plan = plan.workersPlan
        if case .native(let plan) = plan { native = plan } else { native = nil }
        self.onDemand = onDemand
        self.onTraffic = onTraffic
        self.front = front
    }

    var isStopped: Bool { state.withLock { $0.stopped } }
    var isStarted: Bool { state.withLock { $0.started } }

    var hasBegun: Bool { state.withLock { $0.begun } }
    /// `versions/2/app` → 2
    var version: Int? {
        plan.codeFolder.split(separator: "/").dropLast().last.flatMap { Int($0) }
    }

    /// As the real ones do: the first request to workers that rest asks for their start.
    func receiveRequest() {
        let isFirst = state.withLock { state in
            state.requests += 1
            return state.requests == 1 && !state.begun
        }
        if isFirst { onDemand() }
        let isNews = load.withLock { load in
            defer { load.isQuiet = false }
            load.unmeasured.requests += 1
            return load.isQuiet
        }
        if isNews { onTraffic() }
    }

    /// Answers, some of which failed, each after so many milliseconds.
    func serve(_ answered: Int, errors: Int = 0, crashes: Int = 0, milliseconds: Double = 5) {
        load.withLock { load in
            load.unmeasured.requests += answered
            load.unmeasured.answered += answered
            load.unmeasured.errors += errors
            load.unmeasured.restarts += crashes
            for _ in 0..<answered { load.unmeasured.latencies.record(microseconds: Int64(milliseconds * 1000)) }
        }
    }

    func takeLoad() async -> PoolLoad {
        load.withLock { load in
            defer { load.unmeasured = PoolLoad() }
            load.isQuiet = load.unmeasured.isQuiet
            return load.unmeasured
        }
    }

    func start() async throws {
        let name = plan.deployment
        state.withLock { $0.begun = true }
        front.changed()
        await front.wait { !$0.isHeld(name) }
        try Task.checkCancellation()
        if let failure = front.failure(of: name) { throw failure }
        state.withLock { $0.started = true }
        front.changed()
    }

    func observe(_ observer: @escaping @Sendable (PoolNotice) -> Void) {
        self.observer.withLock { $0 = observer }
    }

    func tell(_ notice: PoolNotice) {
        observer.withLock { $0 }?(notice)
    }

    var canResize: Bool { true }
    /// What their number was changed to.
    var resizes: [Int] { sizes.withLock { $0 } }

    func resize(to count: Int) async throws {
        if let failure = front.failure(of: plan.deployment) { throw failure }
        sizes.withLock { $0.append(count) }
    }

    func drainAndStop() async {
        state.withLock { $0.stopped = true }
        front.changed()
    }

    func statistics() async -> DeploymentStatistics {
        let requests = state.withLock { $0.requests }
        return .scripted(requests: requests)
    }
}

extension ServingRoute {
    /// Where the deployment's requests go, whether they are answered at once or wait for a start.
    func target(of deployment: DeploymentName) -> ScriptedWorkers? {
        guard case .workers(let workers) = deployments[deployment] else { return nil }
        return workers as? ScriptedWorkers
    }

    /// The workers that answer.
    func workers(of deployment: DeploymentName) -> ScriptedWorkers? {
        target(of: deployment).flatMap { $0.isStarted ? $0 : nil }
    }

    func reason(of deployment: DeploymentName) -> String? {
        guard case .absent(let absent) = deployments[deployment] else { return nil }
        return absent.reason
    }

    func wake(_ deployment: DeploymentName) {
        if case .absent(let absent) = deployments[deployment] { absent.wake() }
    }
}

extension DeploymentStatistics {
    static func scripted(requests: Int) -> DeploymentStatistics {
        let text = """
            {"requests":\(requests),"succeeded":0,"failed":0,"timedOut":0,"refused":0,"lost":0,"abandoned":0,
            "inFlight":0,"queued":0,"p50Milliseconds":0,"p95Milliseconds":0,"p99Milliseconds":0,"restarts":0,
            "condition":{"ready":{}},"workers":[]}
            """
        do {
            return try JSONDecoder().decode(DeploymentStatistics.self, from: Data(text.utf8))
        } catch {
            preconditionFailure("the figures' shape has changed: \(error)")
        }
    }
}

extension RuntimePlan {
    /// As a plan of workers, whoever answers.
    fileprivate var workersPlan: DeploymentPlan {
        switch self {
        case .workers(let plan): plan
        case .native(let plan):
            DeploymentPlan(
                endpoint: plan.endpoint, deployment: plan.deployment, python: "", workerScript: "", codeFolder: "",
                scoringScript: nil, modelDirectory: plan.modelFile, workers: plan.instances,
                requestSettings: plan.requestSettings, logPath: plan.logPath)
        }
    }
}
