package import Domain
import FoundationEssentials
package import Scoring

/// What one endpoint's deployments did since they were asked before.
package struct EndpointMeasure: Sendable {
    package let endpoint: EndpointName
    package let workspace: WorkspaceName
    package let deployments: [DeploymentName: PoolLoad]

    package init(endpoint: EndpointName, workspace: WorkspaceName, deployments: [DeploymentName: PoolLoad]) {
        self.endpoint = endpoint
        self.workspace = workspace
        self.deployments = deployments
    }

    var isQuiet: Bool { deployments.values.allSatisfy(\.isQuiet) }
}

/// Measures once a second what the deployments do, while requests come or somebody looks, and keeps the last five
/// minutes. A box on which neither happens is not woken.
package actor EndpointLoads {
    package static let kept = 300
    /// What a slow listener may have waiting; then it misses the oldest.
    private static let held = 1000

    private struct Listener {
        let workspace: WorkspaceName
        let continuation: AsyncStream<EndpointLoad>.Continuation
    }

    private struct History {
        let workspace: WorkspaceName
        var loads: [EndpointLoad] = []
    }

    private let clock: EngineClock
    private let usage = WorkerUsage()
    private var source: (@Sendable () async -> [EndpointMeasure])?
    private var histories: [EndpointName: History] = [:]
    private var listeners: [Int: Listener] = [:]
    private var nextListener = 0
    private var ticker: Task<Void, Never>?
    /// There was traffic since the last measurement began.
    private var hasTraffic = false
    /// Endpoints that did something at the last measurement; their first quiet second is kept too.
    private var busy: Set<EndpointName> = []

    package init(clock: EngineClock) {
        self.clock = clock
    }

    /// Begins to serve. `source` measures all endpoints; it is asked by nobody else.
    package func start(_ source: @escaping @Sendable () async -> [EndpointMeasure]) {
        self.source = source
    }

    package func stop() {
        ticker?.cancel()
        source = nil
        for listener in listeners.values { listener.continuation.finish() }
        listeners = [:]
    }

    /// Somebody asked a deployment that was quiet. Safe from any thread, and returns at once.
    nonisolated func noteTraffic() {
        Task { await trafficBegan() }
    }

    /// The measurements of the last five minutes, oldest first.
    package func history(of workspace: WorkspaceName) -> [EndpointLoad] {
        let oldest = clock.now().addingTimeInterval(-Double(Self.kept))
        return histories.values.filter { $0.workspace == workspace }.flatMap(\.loads).filter { $0.at > oldest }
            .sorted { ($0.at, $0.endpoint) < ($1.at, $1.endpoint) }
    }

    /// The history; with `follow` also what the workspace's endpoints do every second to come.
    package func loads(of workspace: WorkspaceName, follow: Bool) -> AsyncStream<EndpointLoad> {
        let history = history(of: workspace)
        let (stream, continuation) = AsyncStream.makeStream(
            of: EndpointLoad.self, bufferingPolicy: .bufferingNewest(history.count + Self.held))
        for load in history { continuation.yield(load) }
        guard follow, source != nil else {
            continuation.finish()
            return stream
        }
        let id = nextListener
        nextListener += 1
        listeners[id] = Listener(workspace: workspace, continuation: continuation)
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(id) }
        }
        beginTicking()
        return stream
    }

    /// The endpoint is gone.
    func forget(_ endpoint: EndpointName) {
        histories[endpoint] = nil
        busy.remove(endpoint)
    }

    private func leave(_ id: Int) {
        listeners[id] = nil
    }

    private func trafficBegan() {
        hasTraffic = true
        beginTicking()
    }

    // MARK: Ticking

    private func beginTicking() {
        guard ticker == nil, source != nil else { return }
        ticker = Task { await tick() }
    }

    private func tick() async {
        var last = clock.now()
        while (try? await clock.sleep(.seconds(1))) != nil, let source {
            hasTraffic = false
            let measures = await source()
            let now = clock.now()
            let elapsed = now.timeIntervalSince(last)
            last = now
            // A clock that was set back says nothing about the time that passed.
            await take(measures, at: now, over: elapsed > 0 ? elapsed : 1)
            if busy.isEmpty, listeners.isEmpty, !hasTraffic { break }
        }
        ticker = nil
    }

    private func take(_ measures: [EndpointMeasure], at now: Date, over seconds: Double) async {
        let watched = Set(listeners.values.map(\.workspace))
        let wanted = measures.filter {
            !$0.isQuiet || busy.contains($0.endpoint) || watched.contains($0.workspace)
        }
        busy = Set(measures.filter { !$0.isQuiet }.map(\.endpoint))
        let workers = await usage.measure(wanted.flatMap { $0.deployments.values.flatMap(\.workers) }, at: now)
        for measure in wanted {
            let load = EndpointLoad(
                endpoint: measure.endpoint, at: now,
                deployments: measure.deployments.sorted { $0.key < $1.key }.map { name, load in
                    DeploymentLoad(name, load, over: seconds, workers: load.workers.compactMap { workers[$0.pid] })
                })
            var history = histories[measure.endpoint] ?? History(workspace: measure.workspace)
            if history.loads.count == Self.kept { history.loads.removeFirst() }
            history.loads.append(load)
            histories[measure.endpoint] = history
            for listener in listeners.values where listener.workspace == measure.workspace {
                listener.continuation.yield(load)
            }
        }
    }
}

extension DeploymentLoad {
    fileprivate init(_ name: DeploymentName, _ load: PoolLoad, over seconds: Double, workers: [WorkerLoad]) {
        func milliseconds(_ quantile: Double) -> Double? {
            load.latencies.isEmpty ? nil : load.latencies.milliseconds(quantile: quantile)
        }
        self.init(
            deployment: name, requestsPerSecond: Double(load.requests) / seconds,
            errorsPerSecond: Double(load.errors) / seconds, p50: milliseconds(0.5), p95: milliseconds(0.95),
            p99: milliseconds(0.99), inFlight: load.inFlight, queued: load.queued, workers: workers)
    }
}
