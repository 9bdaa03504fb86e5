package import Domain
package import Scoring

/// The scoring room as endpoints see it. Tests script one.
package protocol ScoringFront: Sendable {
    /// Where the workers' program lies.
    var workerScript: String { get }
    /// Puts a route in force at once, in place of the endpoint's older one; requests in flight end where they are.
    func publish(_ route: ServingRoute)
    /// The endpoint is unknown from now on.
    func withdraw(_ endpoint: EndpointName)
    /// The newest requests after a sequence number, at most `limit`, oldest first.
    func accesses(of endpoint: EndpointName, after sequence: Int64, limit: Int) -> [AccessEntry]
    /// What comparing a deployment's answers to copies with the live ones found, with the scores from number `mark` on.
    func shadows(of endpoint: EndpointName, _ deployment: DeploymentName, from mark: Int) -> ShadowReport
    /// Has workers answer a request of the engine's own.
    func answer(to body: String, by workers: any ServingWorkers) async -> ProbeAnswer
    /// Workers, or a model in the engine's own threads, that are not started yet. Requests that reach them wait for the start, which the first one asks for by
    /// `onDemand`. `onTraffic` is told of the first request after a quiet time.
    func makeWorkers(
        _ plan: RuntimePlan, onDemand: @escaping @Sendable () -> Void, onTraffic: @escaping @Sendable () -> Void
    ) -> any ServingWorkers
}

/// The worker processes of one version of a deployment.
package protocol ServingWorkers: AnyObject, Sendable {
    /// Returns when the workers answer; throws `StartFailure` with all there is to know when they cannot.
    func start() async throws
    /// Lets the requests in flight end, then ends the workers. Called when no route leads here any more.
    func drainAndStop() async
    func statistics() async -> DeploymentStatistics
    /// What they did since this was asked before.
    func takeLoad() async -> PoolLoad
    /// Has somebody told what there is to tell about them, who must return at once.
    func observe(_ observer: @escaping @Sendable (PoolNotice) -> Void)
    /// Their number can be changed while they answer.
    var canResize: Bool { get }
    /// Changes it; returns when all answer. Throws `StartFailure` when one does not: then their number is what it was.
    func resize(to count: Int) async throws
}

extension ServingWorkers {
    package func observe(_ observer: @escaping @Sendable (PoolNotice) -> Void) {}
    package var canResize: Bool { false }
    package func resize(to count: Int) async throws {
        throw AtelierError(.unsupported, "the number of workers cannot be changed while they answer")
    }
}

/// Where an endpoint's requests go, as one value that is swapped whole.
package struct ServingRoute: Sendable {
    package enum Target: Sendable {
        /// Workers that answer, or will once they are started.
        case workers(any ServingWorkers)
        /// Not able to answer now, and why; `wake` is called when somebody asks for it.
        case absent(AbsentDeployment)
    }

    package let endpoint: EndpointName
    /// Digests of the two keys; none when they cannot be opened, so that nobody gets in.
    package let keys: [KeyDigest]
    package let traffic: TrafficSplit
    package let mirrorTraffic: MirrorSplit
    package let deployments: [DeploymentName: Target]
    package let sticky: StickyRule?
    package let comparison: ComparisonRule
}
