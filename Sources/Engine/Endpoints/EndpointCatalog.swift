package import Domain
import FoundationEssentials
import Logging
import Store

/// The online endpoints: their rows, keys and traffic, and the routes the scoring room serves by. The store is the
/// truth; a route is swapped only after what it says is on disk.
package actor EndpointCatalog {
    let context: EngineContext
    let assets: any DeploymentAssets
    let front: any ScoringFront
    let boxCores: Int
    /// What the deployments do, second by second.
    package nonisolated let loads: EndpointLoads
    private var secrets: Result<SecretBox, AtelierError> = .failure(
        AtelierError(.unavailable, "the endpoints are not started yet", hint: "try again in a moment"))
    var live: [EndpointName: LiveEndpoint] = [:]
    /// Work in the background that `stop` waits for: draining of replaced workers, restored deployments.
    private var background: [Int: Task<Void, Never>] = [:]
    private var nextBackground = 0
    private(set) var isStopping = false
    private let notices = AsyncStream.makeStream(of: WorkerNotice.self)

    package init(
        context: EngineContext, assets: any DeploymentAssets, front: any ScoringFront, boxCores: Int
    ) {
        self.context = context
        self.assets = assets
        self.front = front
        self.boxCores = boxCores
        loads = EndpointLoads(clock: context.clock)
    }

    // MARK: Endpoints

    /// Throws `alreadyExists` when the name is taken anywhere on the box, `unsupported` for token authentication.
    package func create(
        _ spec: OnlineEndpointSpec, in workspace: WorkspaceName, by person: String
    ) async throws -> OnlineEndpoint {
        try NameRule.endpoint("endpoint").check(spec.name.rawValue)
        guard spec.authMode == .key else {
            throw AtelierError(
                .unsupported, "auth_mode \(spec.authMode.rawValue) is not there yet", hint: "use auth_mode: key")
        }
        let now = context.clock.now()
        let keys = EndpointKeys(primary: SecretBox.randomKey(), secondary: SecretBox.randomKey())
        let endpoint = OnlineEndpoint(
            workspace: workspace, name: spec.name, authMode: spec.authMode, description: spec.description,
            tags: spec.tags, properties: spec.properties, provisioningState: .succeeded,
            creation: CreationContext(at: now, by: person))
        _ = try TrafficPlanner.plan(
            traffic: spec.traffic, mirrorTraffic: spec.mirrorTraffic, of: endpoint, deployments: [])
        let record = EndpointRecord(endpoint: endpoint, sealedKeys: try secrets.get().seal(keys, of: endpoint))
        let event = try await context.write { transaction in
            _ = try transaction.requireWorkspace(workspace)
            if let holder = try transaction.workspace(ofEndpoint: endpoint.name) {
                throw Self.taken(endpoint.name, by: holder, wanted: workspace)
            }
            try transaction.insert(record)
            return try transaction.append("endpoint.created", about: endpoint.reference, by: person, at: now)
        }
        live[endpoint.name] = LiveEndpoint(endpoint, keys: keys, event: event)
        publish(endpoint.name)
        return endpoint
    }

    package func show(_ name: EndpointName, in workspace: WorkspaceName) async throws -> OnlineEndpoint {
        try await context.store.read { try $0.endpoint(name, in: workspace).endpoint }
    }

    /// By name. An endpoint whose row cannot be read is reported in the engine's log and left alone.
    package func list(in workspace: WorkspaceName?) async throws -> [OnlineEndpoint] {
        let rows = try await context.store.read { try $0.endpoints(in: workspace) }
        return context.reporting(rows).map(\.endpoint)
    }

    /// Changes what is given. New traffic makes a revision and is in force when this returns; a deployment that rests
    /// is started before any request is sent to it. Throws as `TrafficPlanner` does.
    package func update(
        _ name: EndpointName, _ change: EndpointChange, in workspace: WorkspaceName, by person: String
    ) async throws -> OnlineEndpoint {
        try await changeTraffic(
            of: name, ifRevision: change.ifRevision, in: workspace, by: person,
            edit: { endpoint in
                if let description = change.description { endpoint.description = description }
                if let tags = change.tags { endpoint.tags = tags }
                if let properties = change.properties { endpoint.properties = properties }
            },
            decide: { endpoint, reader in
                if change.traffic != nil || change.mirrorTraffic != nil {
                    try RolloutPlanner.refuse(during: endpoint.rollout, of: name)
                }
                let plan = try TrafficPlanner.plan(
                    traffic: change.traffic, mirrorTraffic: change.mirrorTraffic, of: endpoint,
                    deployments: reader.standings(of: name))
                return (plan, change.reason ?? "traffic update")
            })
    }

    /// Every state of the endpoint's traffic, oldest first.
    package func revisions(of name: EndpointName, in workspace: WorkspaceName) async throws -> [EndpointRevision] {
        let rows = try await context.store.read { reader in
            _ = try reader.endpoint(name, in: workspace)
            return try reader.revisions(of: name)
        }
        return context.reporting(rows)
    }

    /// Returns to the traffic before the last change, or to revision `number`: a new revision with the old split.
    /// A rollout that runs ends with it, at the traffic before it. Throws as `RollbackPlanner` does.
    package func rollback(
        _ name: EndpointName, to number: Int? = nil, ifRevision: Int? = nil, in workspace: WorkspaceName,
        by person: String
    ) async throws -> OnlineEndpoint {
        try await changeTraffic(
            of: name, ifRevision: ifRevision, in: workspace, by: person, endsRollout: true, edit: { _ in }
        ) { endpoint, reader in
            // Its steps are revisions too; what was before all of them is meant.
            if number == nil, let rollout = endpoint.rollout, rollout.isActive, rollout.state != .checking {
                return (RolloutPlanner.planBack(of: rollout), "rollback of the rollout of \(rollout.deployment)")
            }
            let rollback = try RollbackPlanner.plan(
                to: number, of: endpoint, revisions: reader.revisions(of: name).values,
                deployments: reader.standings(of: name))
            return (rollback.plan, "rollback to revision \(rollback.revision)")
        }
    }

    // MARK: Keys

    package func credentials(of name: EndpointName, in workspace: WorkspaceName) async throws -> EndpointKeys {
        let record = try await context.store.read { try $0.endpoint(name, in: workspace) }
        return try secrets.get().keys(of: record)
    }

    /// Makes a new key in one slot; the old one is refused from now on, the other slot's stays good.
    package func regenerateKey(
        _ slot: EndpointKeys.Slot, of name: EndpointName, in workspace: WorkspaceName, by person: String
    ) async throws -> EndpointKeys {
        let box = try secrets.get()
        let now = context.clock.now()
        let (keys, event) = try await context.write { transaction in
            var record = try transaction.endpoint(name, in: workspace)
            var keys = try box.keys(of: record)
            switch slot {
            case .primary: keys.primary = SecretBox.randomKey()
            case .secondary: keys.secondary = SecretBox.randomKey()
            }
            record.sealedKeys = try box.seal(keys, of: record.endpoint)
            try transaction.update(record)
            let event = try transaction.append(
                "endpoint.key.regenerated", about: record.endpoint.reference, by: person, at: now,
                message: "the \(slot.rawValue) key")
            return (keys, event)
        }
        live[name]?.apply(keys, event: event)
        publish(name)
        return keys
    }

    // MARK: What the parts of the catalog share

    /// Opens the key file, or makes it when nothing is sealed yet.
    func openSecrets(_ holdsSecrets: Bool) {
        do {
            secrets = .success(try SecretBox.open(in: context.home, holdsSecrets: holdsSecrets))
        } catch {
            let failure = StoreFailure.translating(error)
            context.logger.error("the endpoints' keys cannot be opened", metadata: ["error": "\(failure)"])
            secrets = .failure(failure)
        }
    }

    /// An endpoint's keys for its route; nil when they cannot be opened, which is reported.
    func routeKeys(of record: EndpointRecord) -> EndpointKeys? {
        do {
            return try secrets.get().keys(of: record)
        } catch {
            context.logger.error(
                "endpoint refuses all requests", metadata: ["endpoint": "\(record.endpoint.name)", "error": "\(error)"])
            return nil
        }
    }

    /// Swaps the endpoint's route for one that says what memory says now.
    func publish(_ name: EndpointName) {
        guard let endpoint = live[name] else { return }
        front.publish(endpoint.route { [weak self] deployment in
            Task { await self?.askedInVain(deployment, of: name) }
        })
        tendResting(name)
    }

    func inBackground(_ work: @escaping @Sendable () async -> Void) {
        let id = nextBackground
        nextBackground += 1
        background[id] = Task {
            await work()
            background[id] = nil
        }
    }

    /// Hears what workers tell, from now on until the catalog stops.
    func beginHearing() {
        inBackground { [notices] in await self.hearNotices(notices.stream) }
    }

    /// Tells the catalog what workers have to tell. Safe from any thread.
    var onNotice: @Sendable (WorkerNotice) -> Void {
        { [continuation = notices.continuation] notice in continuation.yield(notice) }
    }

    func beginStopping() {
        isStopping = true
        notices.continuation.finish()
    }

    func finishBackground() async {
        while let task = background.values.first { await task.value }
    }

    private static func taken(
        _ name: EndpointName, by holder: WorkspaceName, wanted: WorkspaceName
    ) -> AtelierError {
        AtelierError(
            .alreadyExists,
            holder == wanted
                ? "endpoint \(name) exists already" : "the name \(name) is taken by an endpoint of workspace \(holder)",
            hint: holder == wanted
                ? "change it with 'atelier online-endpoint update --name \(name)'"
                : "choose another: an endpoint's address has no workspace in it",
            subject: "endpoint \(name)")
    }
}

extension SecretBox {
    func seal(_ keys: EndpointKeys, of endpoint: OnlineEndpoint) throws -> Data {
        try seal(Array(JSONEncoder().encode(keys)), of: "endpoint \(endpoint.name)")
    }

    func keys(of record: EndpointRecord) throws -> EndpointKeys {
        let bytes = try open(record.sealedKeys, of: "endpoint \(record.endpoint.name)")
        return try JSONDecoder().decode(EndpointKeys.self, from: Data(bytes))
    }
}
