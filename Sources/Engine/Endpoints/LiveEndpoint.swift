import Domain
import FoundationEssentials
import Scoring
import Store

/// What the catalog keeps in memory of an endpoint: what its route is made of. Rebuilt from the store at every start.
struct LiveEndpoint {
    private(set) var endpoint: OnlineEndpoint
    private(set) var keys: [KeyDigest]
    /// The event that told of `endpoint` as it is here, and of the keys: answers to commits may come back in another
    /// order than the commits, and the newest wins.
    private var endpointEvent: Int64
    private var keysEvent: Int64
    var deployments: [DeploymentName: LiveDeployment] = [:]
    /// Who watches the rollout that runs.
    var rollout: RolloutSupervisor?

    init(_ endpoint: OnlineEndpoint, keys: EndpointKeys?, event: Int64) {
        self.endpoint = endpoint
        self.keys = Self.digests(keys)
        endpointEvent = event
        keysEvent = event
    }

    mutating func apply(_ newer: OnlineEndpoint, event: Int64) {
        guard event > endpointEvent else { return }
        (endpoint, endpointEvent) = (newer, event)
    }

    mutating func apply(_ keys: EndpointKeys, event: Int64) {
        guard event > keysEvent else { return }
        (self.keys, keysEvent) = (Self.digests(keys), event)
    }

    func hasRequests(for deployment: DeploymentName) -> Bool {
        endpoint.traffic[deployment] > 0 || endpoint.mirrorTraffic[deployment] > 0
    }

    /// `wake` is called when a request asks for a deployment whose workers rest.
    func route(wake: @escaping @Sendable (DeploymentName) -> Void) -> ServingRoute {
        let rollout = endpoint.rollout.flatMap { $0.isActive ? $0 : nil }
        return ServingRoute(
            endpoint: endpoint.name, keys: keys, traffic: endpoint.traffic,
            mirrorTraffic: endpoint.mirrorTraffic,
            deployments: Dictionary(uniqueKeysWithValues: deployments.map { name, deployment in
                if let workers = deployment.workers ?? deployment.coming { return (name, .workers(workers)) }
                return (name, .absent(AbsentDeployment(reason: deployment.unavailable, wake: { wake(name) })))
            }),
            sticky: rollout.flatMap { rollout in
                rollout.spec.stickyHeader.map { StickyRule(header: $0, first: rollout.deployment) }
            },
            comparison: ComparisonRule(rollout?.spec.limits ?? RolloutLimits()))
    }

    private static func digests(_ keys: EndpointKeys?) -> [KeyDigest] {
        guard let keys else { return [] }
        return [KeyDigest(of: keys.primary), KeyDigest(of: keys.secondary)]
    }
}

/// A deployment's part of it.
struct LiveDeployment {
    let supervisor: DeploymentSupervisor
    var serving: ServingVersion?
    /// The workers of `serving` that answer; nil while they start, rest, or cannot be started.
    var workers: (any ServingWorkers)?
    /// Workers of `serving` that rest or start: requests may wait there, and the first one has them started.
    var coming: (any ServingWorkers)?
    /// Why there are no workers, for whoever asks for the deployment.
    var unavailable: String
    /// The create or update that runs.
    var change: Task<Void, Never>?
    /// The start of `coming` that runs.
    var start: Task<Void, any Error>?
    var lastFailedStart: Date?
    /// Ends the workers of a deployment without traffic when its time is over.
    var rest: Task<Void, Never>?
    /// Traffic is about to come: no resting now.
    var holds = 0
    /// Its workers keep ending, as was told.
    var isBroken = false
    /// When it was told last that one ended.
    var lastEndTold: Date?
    /// What was done and not measured yet, and what no rollout has judged yet.
    var unmeasured = PoolLoad()
    var unjudged = PoolLoad()

    init(supervisor: DeploymentSupervisor, serving: ServingVersion?, unavailable: String) {
        self.supervisor = supervisor
        self.serving = serving
        self.unavailable = unavailable
    }

    mutating func did(_ load: PoolLoad) {
        unmeasured.add(load)
        unjudged.add(load)
    }
}
