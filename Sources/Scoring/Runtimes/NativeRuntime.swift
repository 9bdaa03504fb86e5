package import Domain
import FoundationEssentials
import LinuxSystem
package import Logging
import NIOCore
import Synchronization

/// A model in the engine's own threads.
///
/// A request that is answered within `inlineLimit` is scored on the event loop that it came from, where handing it over
/// would cost more than it takes. Others wait for one of the deployment's threads, as many as it has instances; rows of
/// requests that wait are scored together when the model allows it. The limits are those of Python workers: 429 above
/// twice what may run at once, 408 after the request timeout or the client's own.
package final class NativeRuntime: ScoringRuntime {
    enum Phase {
        case new, starting, serving, draining, stopped
    }

    struct State {
        var phase = Phase.new
        var model: (any InferenceModel)?
        var counters = PoolCounters()
        /// The counters when the load was asked for last.
        var measured = PoolCounters()
        var cost = CostEstimate()
        /// Whether the next request is the first after a quiet time.
        var isQuiet = true
        var onDemand: (@Sendable () -> Void)?
        var hasDemand = false
        /// Requests that came before the model was loaded.
        var early: [NativeJob] = []
        /// Requests that wait for a thread or are on one.
        var outstanding = 0
        var running = 0
        var batches: [Int] = []
        var loadSeconds: Double?
        var failure: String?
        var stopWaiters: [CheckedContinuation<Void, Never>] = []
    }

    /// The longest that an event loop is kept from other connections, in nanoseconds.
    package static let inlineLimit = 200_000.0
    /// A longer body is not even read on a loop.
    static let inlineBody = 64 << 10
    /// Requests and rows that are scored as one.
    static let batchLimit = 64
    static let batchRows = 8192

    package let plan: NativePlan
    let state: Mutex<State>
    let onTraffic: (@Sendable () -> Void)?
    let inlineLimit: Double
    private let load: @Sendable (NativePlan) throws(AtelierError) -> any InferenceModel
    private let logger: Logger
    private let ready = Atomic(false)
    /// Made with the first request that needs them.
    private let threadsIfAny = Mutex<ScoringThreads?>(nil)

    /// - Parameters:
    ///   - load: opens the model that a plan names; called on a thread of its own.
    ///   - onDemand: told, once, of the first request to a runtime that nobody has started: the request waits for the
    ///     start that this leads to. Without it such requests are sent back to the route.
    ///   - onTraffic: told, on an event loop, of the first request after a quiet time; must return at once.
    ///   - inlineLimit: nanoseconds; a request that is expected to take longer goes to a thread.
    package init(
        plan: NativePlan, logger: Logger, onDemand: (@Sendable () -> Void)? = nil, onTraffic: (@Sendable () -> Void)? = nil,
        inlineLimit: Double = inlineLimit,
        load: @escaping @Sendable (NativePlan) throws(AtelierError) -> any InferenceModel = NativeModels.load
    ) {
        self.plan = plan
        self.load = load
        self.onTraffic = onTraffic
        self.inlineLimit = inlineLimit
        var logger = logger
        logger[metadataKey: "endpoint"] = "\(plan.endpoint)"
        logger[metadataKey: "deployment"] = "\(plan.deployment)"
        self.logger = logger
        var state = State()
        state.onDemand = onDemand
        self.state = Mutex(state)
    }

    package var deployment: DeploymentName { plan.deployment }
    package var maximumBody: ByteCount { plan.maximumBody }
    package var modelVersion: String? { plan.modelVersion }
    package var collection: CollectionPlan? { plan.collection }
    package var isReady: Bool { ready.load(ordering: .relaxed) }

    // MARK: Start and end

    /// Loads the model and returns when it answers. Throws why it cannot be loaded.
    package func start() async throws(StartFailure) {
        state.withLock { $0.phase = .starting }
        let (plan, load) = (plan, load)
        let begun = NIODeadline.now()
        let result: Result<any InferenceModel, AtelierError>
        do {
            result = .success(try await BlockingWork.run { try load(plan) })
        } catch {
            result = .failure(
                error as? AtelierError
                    ?? AtelierError(.internal, "the model cannot be loaded", hint: "see 'atelier engine logs'", cause: error))
        }
        switch result {
        case .success(let model):
            let early = state.withLock { state -> [NativeJob]? in
                guard state.phase == .starting else { return nil }
                state.phase = .serving
                state.model = model
                state.loadSeconds = Double((NIODeadline.now() - begun).nanoseconds) / 1e9
                defer { state.early = [] }
                return state.early
            }
            // Stopped meanwhile.
            guard let early else { return }
            ready.store(true, ordering: .relaxed)
            logger.info("the deployment's model is loaded", metadata: ["file": "\(plan.modelFile)"])
            for job in early { job.call.sinkLoop.execute { self.resume(job) } }
        case .failure(let error):
            let early = state.withLock { state in
                state.phase = .stopped
                state.failure = error.message
                defer { state.early = [] }
                return state.early
            }
            for job in early { give(up: job, .broken(error.message)) }
            throw StartFailure(error: error, diagnosis: DeploymentDiagnosis(summary: error.message, hint: error.hint))
        }
    }

    package func drainAndStop(within limit: Duration?) async {
        let time = limit ?? .milliseconds(plan.requestSettings.requestTimeoutMilliseconds)
        let early = state.withLock { state in
            defer { state.early = [] }
            return state.early
        }
        for job in early { give(up: job, .stopped) }
        let giveUp = Task {
            guard (try? await Task.sleep(for: time)) != nil else { return }
            self.end()
        }
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                guard state.phase != .stopped, state.outstanding > 0 else { return true }
                state.phase = .draining
                state.stopWaiters.append(continuation)
                return false
            }
            if isIdle {
                end()
                continuation.resume()
            }
        }
        giveUp.cancel()
    }

    /// Nothing is scored from now on; what a thread is at is not waited for.
    func end() {
        ready.store(false, ordering: .relaxed)
        let waiters = state.withLock { state in
            state.phase = .stopped
            state.model = nil
            defer { state.stopWaiters = [] }
            return state.stopWaiters
        }
        for waiter in waiters { waiter.resume() }
        threadsIfAny.withLock { $0 }?.close()
    }

    var threads: ScoringThreads {
        threadsIfAny.withLock { threads in
            if let threads { return threads }
            let isBatchable = state.withLock { $0.model?.isBatchable } ?? false
            let made = ScoringThreads(plan.instances, batch: isBatchable ? Self.batchLimit : 1) { [weak self] jobs in
                self?.score(jobs)
            }
            threads = made
            return made
        }
    }

    // MARK: What it says of itself

    package func statistics() async -> DeploymentStatistics {
        state.withLock { state in
            let condition: PoolCondition =
                switch state.phase {
                case .new, .starting: .starting
                case .serving: .ready
                case .draining: .draining
                case .stopped: state.failure.map { .broken(reason: $0) } ?? .stopped
                }
            return state.counters.statistics(
                condition: condition, workers: [], inFlight: state.running,
                queued: state.outstanding - state.running + state.early.count, size: plan.instances)
        }
    }

    package func takeLoad() async -> PoolLoad {
        state.withLock { state in
            var load = state.counters.since(state.measured)
            state.measured = state.counters
            load.inFlight = state.running
            load.queued = state.outstanding - state.running + state.early.count
            state.isQuiet = load.isQuiet
            return load
        }
    }

    package func instruments() async -> RuntimeInstruments {
        state.withLock { state in
            var instruments = RuntimeInstruments()
            instruments.inFlight = state.running
            instruments.queued = state.outstanding - state.running
            instruments.loadSeconds = state.loadSeconds
            instruments.batches = state.batches
            return instruments
        }
    }

    package func description() async -> RuntimeDescription {
        let platform =
            switch plan.engine {
            case .pipeline: "atelier_onnx"
            case .learned: "atelier"
            case .xgboost: "xgboost"
            case .onnxRuntime: "onnxruntime_onnx"
            }
        return RuntimeDescription(platform: platform, signature: state.withLock { $0.model?.signature })
    }

    package func swagger(version: String) async -> String? {
        let signature = state.withLock { $0.model?.signature }
        return SwaggerDocument(endpoint: plan.endpoint, deployment: plan.deployment, signature: signature).text(version: version)
    }
}
