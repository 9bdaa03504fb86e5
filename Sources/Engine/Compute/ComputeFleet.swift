package import Domain
import FoundationEssentials
import Store

/// The computes of every workspace, the built-in `local` among them, and the clusters that run their nodes.
package actor ComputeFleet {
    private struct Key: Hashable {
        let workspace: WorkspaceName
        let name: ComputeName
    }

    let context: EngineContext
    private let planner: ComputePlanner
    private let prepareNode: ComputeCluster.PrepareNode
    private var clusters: [Key: ComputeCluster] = [:]
    /// As in the store.
    private var drains: [WorkspaceName: [ComputeName: Drain]] = [:]
    private var startJob: ComputeCluster.Start?
    /// Nil while schedules are not carried out.
    var endJobs: EndJobs?
    /// Sleeps until a schedule fires.
    var alarm: Task<Void, Never>?
    /// How often the schedules were looked at.
    var scheduleRound = 0

    package init(context: EngineContext, box: BoxCapacity = .ofThisBox()) {
        self.init(context: context, box: box, prepareNode: { _ in })
    }

    init(context: EngineContext, box: BoxCapacity, prepareNode: @escaping ComputeCluster.PrepareNode) {
        self.context = context
        planner = ComputePlanner(box: box)
        self.prepareNode = prepareNode
    }

    /// Creates the compute, or updates the one of the same name, as `az ml compute create` does. What the box cannot
    /// give is in the answer's `warnings`. Throws `invalidArgument`.
    @discardableResult
    package func create(_ spec: ComputeSpec, in workspace: WorkspaceName, by person: String) async throws -> Compute {
        try await save(spec, in: workspace, by: person).compute
    }

    /// - Parameter ifStill: what it must be yet, for a change that takes event `sequence` back. Throws `conflict`.
    func save(
        _ spec: ComputeSpec, in workspace: WorkspaceName, by person: String, ifStill former: ComputeSpec? = nil,
        undoing sequence: Int64? = nil
    ) async throws -> (compute: Compute, event: Int64) {
        try planner.validate(spec)
        let now = context.clock.now()
        let warnings = planner.share(of: spec).warnings
        let (saved, event) = try await context.write { transaction in
            _ = try transaction.requireWorkspace(workspace)
            let existing = try transaction.compute(named: spec.name, in: workspace)
            if let former, existing?.spec != former {
                throw AtelierError(
                    .conflict, "compute '\(spec.name)' was changed at this moment", hint: "look at it again, then decide",
                    subject: "compute \(spec.name)")
            }
            if let existing, existing.spec.type != spec.type {
                throw AtelierError(
                    .invalidArgument,
                    "compute '\(spec.name)' is of type \(existing.spec.type.rawValue) and cannot become \(spec.type.rawValue)",
                    hint: "delete it first, or take another name", subject: "compute \(spec.name)")
            }
            let compute = Compute(
                workspace: workspace, spec: spec, provisioningState: .succeeded, warnings: warnings,
                isStopped: existing?.isStopped, scheduleProgress: existing.progress(with: spec, at: now),
                creation: existing?.creation.modified(at: now, by: person) ?? CreationContext(at: now, by: person))
            try transaction.save(compute)
            let event = try transaction.append(
                existing == nil ? "compute.created" : "compute.updated", about: spec.name.reference(in: workspace),
                by: person, at: now, message: sequence.map(UndoDesk.message),
                before: existing.map { $0.spec.summary },
                after: sequence.map { spec.summary.undoing($0) } ?? spec.summary)
            return (compute, event)
        }
        if let cluster = cluster(for: saved) { await cluster.update(spec) }
        await followSchedules()
        return (await withNodes(saved), event)
    }

    /// The compute with its nodes as they are now. Throws `notFound` with what there is.
    package func show(_ name: ComputeName, in workspace: WorkspaceName) async throws -> Compute {
        let local = local(in: workspace)
        let compute = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.requireCompute(name, in: workspace, local: local)
        }
        return await withNodes(compute)
    }

    /// By name, `local` first.
    package func list(in workspace: WorkspaceName) async throws -> [Compute] {
        let records = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.computes(in: workspace)
        }
        var computes: [Compute] = []
        for compute in [local(in: workspace)] + context.reporting(records) {
            computes.append(await withNodes(compute))
        }
        return computes
    }

    /// Throws `invalidState` while a job runs on it or waits for it.
    @discardableResult
    package func delete(
        _ name: ComputeName, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil
    ) async throws -> Deletion {
        guard name != Compute.localName else {
            throw AtelierError(
                .invalidState, "the built-in compute 'local' cannot be deleted", subject: "compute local")
        }
        let local = local(in: workspace)
        let deletion = try await context.delete(
            name.reference(in: workspace), in: workspace, by: person, undoing: sequence
        ) { transaction in
            let compute = try transaction.requireCompute(name, in: workspace, local: local)
            let busy = try transaction.unfinishedJobs(on: name, in: workspace)
            guard busy.isEmpty else {
                throw AtelierError(
                    .invalidState,
                    "compute '\(name)' is busy with \(Counted.text(busy.count, "job")): \(busy[0])"
                        + (busy.count > 1 ? " and others" : ""),
                    hint: "cancel them or wait for their end", subject: "compute \(name)")
            }
            return Taken(Removal(try transaction.deleteCompute(named: name, in: workspace)), before: compute.spec.summary)
        }
        await forget(name, in: workspace)
        return deletion
    }

    /// The compute a job asked for; nil is `local`. In a transaction, so that it cannot be deleted in between.
    nonisolated func require(
        _ name: ComputeName?, in workspace: WorkspaceName, _ reader: StoreReader
    ) throws -> Compute {
        try reader.requireCompute(name ?? Compute.localName, in: workspace, local: local(in: workspace))
    }

    /// Begins to hand jobs to nodes.
    func start(_ startJob: @escaping ComputeCluster.Start) async throws {
        self.startJob = startJob
        drains = try await context.store.read { try $0.drains() }
        for compute in context.reporting(try await context.store.read({ try $0.computes() })) {
            _ = cluster(for: compute)
        }
    }

    /// Starts the nodes every cluster keeps, and what waits.
    func evaluate() async {
        for cluster in clusters.values { await cluster.evaluate() }
    }

    /// The cluster of a compute; nil before the start, and when there is no such compute.
    func cluster(named name: ComputeName, in workspace: WorkspaceName) async throws -> ComputeCluster? {
        if let known = clusters[Key(workspace: workspace, name: name)] { return known }
        let local = local(in: workspace)
        let compute = try await context.store.read { reader in
            name == Compute.localName ? local : try reader.compute(named: name, in: workspace)
        }
        return compute.flatMap(cluster(for:))
    }

    /// Every node of every compute that is at work, by workspace, compute and name.
    func placedNodes() async -> [PlacedNode] {
        var placed: [PlacedNode] = []
        for (key, cluster) in clusters {
            for node in await cluster.nodes {
                placed.append(PlacedNode(workspace: key.workspace, compute: key.name, node: node))
            }
        }
        return placed.sorted {
            ($0.workspace, $0.compute, $0.node.name) < ($1.workspace, $1.compute, $1.node.name)
        }
    }

    /// Tells the compute's cluster what the store says of its drain.
    func obeyDrain(of name: ComputeName, in workspace: WorkspaceName) async throws {
        let drain = try await context.store.read { try $0.drains(in: workspace)[workspace]?[name] }
        drains[workspace, default: [:]][name] = drain
        await clusters[Key(workspace: workspace, name: name)]?.update(drain ?? Drain())
    }

    /// Stops the clusters of a deleted workspace.
    func forgetAll(in workspace: WorkspaceName) async {
        for key in clusters.keys where key.workspace == workspace { await forget(key.name, in: workspace) }
        drains[workspace] = nil
    }

    /// No job is started any more.
    func stop() async {
        stopSchedules()
        for cluster in clusters.values { await cluster.stop() }
    }

    private func forget(_ name: ComputeName, in workspace: WorkspaceName) async {
        drains[workspace]?[name] = nil
        await clusters.removeValue(forKey: Key(workspace: workspace, name: name))?.stop()
    }

    func cluster(for compute: Compute) -> ComputeCluster? {
        let (spec, workspace) = (compute.spec, compute.workspace)
        let key = Key(workspace: workspace, name: spec.name)
        if let known = clusters[key] { return known }
        guard let startJob else { return nil }
        let cluster = ComputeCluster(
            spec: spec, drain: drains[workspace]?[spec.name] ?? Drain(), isStopped: compute.isStopped == true,
            workspace: workspace, context: context, planner: planner, prepareNode: prepareNode,
            stoppedItself: { [weak self] in await self?.noteShutdown($0, in: workspace) }, start: startJob)
        clusters[key] = cluster
        return cluster
    }

    func withNodes(_ compute: Compute) async -> Compute {
        var compute = compute
        compute.drain = drains[compute.workspace]?[compute.name]
        compute.nextTimes = nextTimes(of: compute)
        let isNew = clusters[Key(workspace: compute.workspace, name: compute.name)] == nil
        guard let cluster = cluster(for: compute) else { return compute }
        // Nobody has used it yet: its nodes are there all the same.
        if isNew { await cluster.evaluate() }
        compute.nodes = await cluster.nodes
        return compute
    }

    var zones: ZoneDatabase { planner.zones }

    nonisolated func local(in workspace: WorkspaceName) -> Compute {
        Compute(
            workspace: workspace, spec: planner.local(), provisioningState: .succeeded,
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: EngineContext.engineActor))
    }
}

extension Compute? {
    /// New schedules begin now, whatever the old ones had come to.
    fileprivate func progress(with spec: ComputeSpec, at now: Date) -> ScheduleProgress? {
        guard spec.schedules?.isEmpty == false else { return nil }
        guard let self, self.spec.schedules == spec.schedules else { return ScheduleProgress(since: now) }
        return self.progress
    }
}
