package import Domain
import FoundationEssentials
import LinuxSystem
package import Logging
import NIOCore
import Synchronization

/// A deployment's worker processes: starts them, hands requests to them, replaces those that die or hang.
///
/// `@unchecked Sendable`: everything that varies is touched on `loop` only; `isReady` is atomic.
package final class WorkerPool: ScoringRuntime, @unchecked Sendable {
    enum Phase {
        case new, starting, serving, draining, stopped
    }

    package let plan: DeploymentPlan
    let loop: any EventLoop
    let logger: Logger
    let launcher: WorkerLauncher
    let templates: WorkerTemplates
    /// Keeps the template of the environment as long as workers may be started here.
    private var templateUse: WorkerTemplates.Use?
    private let ready = Atomic(false)
    private let onChange: (@Sendable (PoolCondition) -> Void)?
    private var onDemand: (@Sendable () -> Void)?
    private let onTraffic: (@Sendable () -> Void)?
    /// Whether the next request is the first after a quiet time.
    var isQuiet = true
    /// The counters when the load was asked for last.
    private var measured = PoolCounters()
    /// How often each worker's place was filled.
    var fillings: [Int: Int] = [:]

    /// Workers there should be.
    var size: Int
    var planner: ScalePlanner?
    var meter: LoadMeter?
    var scaleTimer: Scheduled<Void>?
    /// Since when there has been a worker all the time: those that came before waited for its start, which more workers
    /// would not have made shorter.
    var servesSince = NIODeadline.distantFuture
    var resizing: Resizing?
    private var observer: (@Sendable (PoolNotice) -> Void)?
    private var hasDemand = false
    var phase = Phase.new
    var workers: [WorkerProcess] = []
    var queue = CircularBuffer<ScoreCall>()
    var greeting: WorkerGreeting?
    var restarts: RestartPolicy
    /// Replacements that wait for their time.
    var pendingStarts = 0
    /// The places of workers that a template was asked for.
    var asked: Set<Int> = []
    var brokenReason = ""
    /// How long the worker that became ready last took for it.
    var loadSeconds: Double?
    var counters = PoolCounters()
    /// Microseconds of run(), of late.
    var meanRun = shortRun * 2
    /// Below it a request may wait for the one before it.
    static let shortRun = 500.0
    var deadlineTimer: Scheduled<Void>?
    /// When `deadlineTimer` fires.
    var nextLook = NIODeadline.distantFuture
    var startTimer: Scheduled<Void>?
    var drainTimer: Scheduled<Void>?
    var probeTimer: Scheduled<Void>?
    var startOutcome: EventLoopPromise<StartProblem?>?
    var startProblem: StartProblem?
    private var stopWaiters: [EventLoopPromise<Void>] = []
    private var lastCondition = PoolCondition.starting

    /// - Parameters:
    ///   - onChange: told, on an event loop, whenever the pool's condition changes; must return at once.
    ///   - onDemand: told, once, of the first request to a pool that nobody has started: the request waits for the
    ///     start that this leads to. Without it such requests are sent back to the route.
    ///   - onTraffic: told, on an event loop, of the first request after a quiet time, which is one that `takeLoad` found
    ///     to be quiet; must return at once.
    package convenience init(
        plan: DeploymentPlan, eventLoops: ScoringLoops, logger: Logger,
        onChange: (@Sendable (PoolCondition) -> Void)? = nil, onDemand: (@Sendable () -> Void)? = nil,
        onTraffic: (@Sendable () -> Void)? = nil
    ) {
        self.init(
            plan: plan, loop: eventLoops.next(), templates: eventLoops.templates, logger: logger,
            restarts: RestartPolicy(), onChange: onChange, onTraffic: onTraffic)
        self.onDemand = onDemand
    }

    /// Whether requests wait here for a start; asks for it when nobody has.
    func awaitsStart() -> Bool {
        switch phase {
        case .starting: return true
        case .new:
            guard let onDemand else { return hasDemand }
            self.onDemand = nil
            hasDemand = true
            onDemand()
            return true
        case .serving, .draining, .stopped: return false
        }
    }

    init(
        plan: DeploymentPlan, loop: any EventLoop, templates: WorkerTemplates, logger: Logger, restarts: RestartPolicy,
        onChange: (@Sendable (PoolCondition) -> Void)?, onTraffic: (@Sendable () -> Void)? = nil
    ) {
        self.plan = plan
        size = plan.workers
        self.loop = loop
        var logger = logger
        logger[metadataKey: "endpoint"] = "\(plan.endpoint)"
        logger[metadataKey: "deployment"] = "\(plan.deployment)"
        self.logger = logger
        self.restarts = restarts
        self.onChange = onChange
        self.onTraffic = onTraffic
        launcher = WorkerLauncher(
            plan: plan,
            environment: plan.environment(
                inheriting: ProcessInfo.processInfo.environment, hostName: Host.name))
        self.templates = templates
        templateUse = templates.use(launcher.key)
    }

    /// Has somebody told, on the event loop, what there is to tell about the workers; must return at once.
    package func observe(_ observer: @escaping @Sendable (PoolNotice) -> Void) {
        loop.execute { self.observer = observer }
    }

    func tell(_ notice: PoolNotice) {
        observer?(notice)
    }

    /// Takes a new number of workers without ending those there are. Throws what kept the new ones from coming up; their
    /// number is then what it was.
    package func resize(to count: Int) async throws(StartFailure) {
        let logStart = await StartDiagnosis.size(of: plan.logPath)
        let problem: StartProblem?
        do {
            problem = try await loop.flatSubmit { self.resize(to: count) }.get()
        } catch {
            problem = .other(String(describing: error))
        }
        if let problem {
            throw await StartDiagnosis(plan: plan, logStart: logStart).failure(problem)
        }
    }

    package var deployment: DeploymentName { plan.deployment }
    package var maximumBody: ByteCount { plan.maximumBody }
    package var interface: RuntimeInterface { plan.scoringScript == nil ? .mlflowModel : .script }
    package var modelVersion: String? { plan.modelVersion }
    package var collection: CollectionPlan? { plan.collection }

    /// A worker is up and would answer now. Safe from any thread.
    package var isReady: Bool { ready.load(ordering: .relaxed) }

    /// Starts all workers and returns when each has run `init()` and answered a ping.
    ///
    /// Throws when one of them does not: the others are ended, nothing is left running, and the failure carries the
    /// traceback, the model folder's tree and the end of the log.
    package func start() async throws(StartFailure) {
        let logStart = await StartDiagnosis.size(of: plan.logPath)
        let problem: StartProblem?
        do {
            problem = try await loop.flatSubmit { self.beginStart() }.get()
        } catch {
            problem = .other(String(describing: error))
        }
        if let problem {
            throw await StartDiagnosis(plan: plan, logStart: logStart).failure(problem)
        }
    }

    /// Lets the requests that were accepted finish, then ends the workers. Returns when the last is gone. Requests
    /// that still arrive meanwhile are served; those that come later find their way to the route then in force.
    ///
    /// - Parameter limit: after it, what still runs is answered 503 and killed. Nil is the request timeout.
    package func drainAndStop(within limit: Duration?) async {
        let time = limit.map(TimeAmount.init) ?? .milliseconds(Int64(plan.requestSettings.requestTimeoutMilliseconds))
        let done: EventLoopFuture<Void> = loop.flatSubmit {
            let promise = self.loop.makePromise(of: Void.self)
            self.stopWaiters.append(promise)
            self.beginDraining(limit: time)
            return promise.futureResult
        }
        // The promise only ever succeeds; the loop outlives its pools.
        try? await done.get()
    }

    package func statistics() async -> DeploymentStatistics {
        let snapshot = try? await loop.submit { self.snapshot() }.get()
        return snapshot ?? PoolCounters().statistics(condition: .stopped, workers: [], inFlight: 0, queued: 0)
    }

    /// What was done since the last call, and what is done now. Counting costs a request nothing more for it: the
    /// difference of the counters is taken here.
    package func takeLoad() async -> PoolLoad {
        // The loop outlives its pools.
        (try? await loop.submit { self.measure() }.get()) ?? PoolLoad()
    }

    /// The Swagger document the script's workers described, or the model's signature tells, by version (`2`, `3`, `3.1`).
    package func swagger(version: String) async -> String? {
        // The loop outlives its pools.
        guard let greeting = (try? await loop.submit { self.greeting }.get()) ?? nil else { return nil }
        guard interface == .mlflowModel else { return greeting.swagger[version] }
        return SwaggerDocument(endpoint: plan.endpoint, deployment: plan.deployment, signature: greeting.signature)
            .text(version: version)
    }

    // MARK: Condition

    var condition: PoolCondition {
        switch phase {
        case .new, .starting: return .starting
        case .draining: return .draining
        case .stopped: return .stopped
        case .serving:
            let up = staying.count { $0.state == .ready }
            if up >= size { return .ready }
            if up == 0, restarts.isOpen { return .broken(reason: brokenReason) }
            // Workers that are on their way for the first time are not missed yet.
            return brokenReason.isEmpty ? .ready : .degraded(reason: brokenReason)
        }
    }

    /// Called after everything that may have changed how the pool is doing.
    func noteCondition() {
        noteServing()
        let current = condition
        let up = staying.count { $0.state == .ready }
        // A deployment whose workers come on demand is up without any.
        let isUp = (phase == .serving || phase == .draining) && (up > 0 || (plan.scale != nil && brokenReason.isEmpty))
        ready.store(isUp, ordering: .relaxed)
        if phase == .serving, up >= size { brokenReason = "" }
        guard current != lastCondition else { return }
        lastCondition = current
        logger.info("the deployment's workers are \(current)")
        onChange?(current)
        tell(.condition(current))
    }

    func finishStopping() {
        phase = .stopped
        for timer in [deadlineTimer, startTimer, drainTimer, probeTimer, scaleTimer] { timer?.cancel() }
        templateUse = nil
        noteCondition()
        startOutcome?.succeed(startProblem)
        startOutcome = nil
        let waiters = stopWaiters
        stopWaiters = []
        for waiter in waiters { waiter.succeed() }
    }

    func announceTraffic() {
        isQuiet = false
        onTraffic?()
    }

    private func measure() -> PoolLoad {
        var load = counters.since(measured)
        measured = counters
        load.inFlight = running
        load.queued = waiting
        load.workers = workers.map { worker in
            .init(
                pid: worker.child.pid, state: worker.publicState, startedAt: worker.startedAt,
                restarts: worker.restarts)
        }
        isQuiet = load.isQuiet
        return load
    }

    /// Requests that a worker is at.
    var running: Int { workers.count { !$0.calls.isEmpty } }

    /// Requests that none has begun with, be they here or in a worker's socket.
    var waiting: Int { queue.count + workers.reduce(0) { $0 + max(0, $1.calls.count - 1) } }

    private func snapshot() -> DeploymentStatistics {
        counters.statistics(
            condition: condition,
            workers: workers.map { .init(pid: $0.child.pid, state: $0.publicState, requests: $0.answered) },
            inFlight: running, queued: waiting, size: size)
    }
}
