import Domain
import Logging
import Runtimes
import Store

/// Brings jobs to the clusters and supervises those on a node. What waits and what runs is rebuilt from the store when
/// the engine starts.
actor JobScheduler {
    private let context: EngineContext
    private let computes: ComputeFleet
    private let services: JobServices
    private let ledger: JobLedger
    private let ends: JobEnds
    private let intake: JobIntake
    private var supervisors: [JobName: JobSupervisor] = [:]
    private var searches: [JobName: SearchSupervisor] = [:]
    private var tasks: [JobName: Task<Void, Never>] = [:]
    private var isStopped = false

    init(
        context: EngineContext, computes: ComputeFleet, services: JobServices, ledger: JobLedger, ends: JobEnds,
        intake: JobIntake
    ) {
        self.intake = intake
        self.context = context
        self.computes = computes
        self.services = services
        self.ledger = ledger
        self.ends = ends
    }

    /// Recovers what the last engine left, then starts what waits. Jobs that run take their nodes first.
    func start() async throws {
        try await computes.start { [weak self] job, nodes, cluster in
            Task { await self?.begin(job, on: nodes, of: cluster) }
        }
        let (records, ranks) = try await context.store.read { (try $0.unfinishedJobs(), try $0.queueRanks()) }
        let jobs = context.reporting(records)
        var queue: [Job] = []
        for job in jobs {
            do {
                if try await recover(job) { queue.append(job) }
            } catch {
                context.logger.error(
                    "cannot recover a job, it was left as it is", metadata: ["job": "\(job.name)", "error": "\(error)"])
            }
        }
        for job in queue { try await enqueue(job, rank: ranks[job.name]) }
        await computes.evaluate()
    }

    /// Puts a job into its compute's queue, behind those of its rank. A search begins at once: its trials are what waits.
    ///
    /// - Parameter rank: what a move gave it; nil for what it asked for.
    func enqueue(_ job: Job, rank: Int? = nil) async throws {
        if let objective = job.spec.work.objective { return await conduct(job, objective) }
        guard let cluster = try await computes.cluster(named: job.compute, in: job.workspace) else {
            _ = try await ledger.apply(
                .ended(.failed(reason: "its compute '\(job.compute)' is gone", exitCode: nil)), to: job.name)
            return
        }
        await cluster.enqueue(WaitingJob(job, rank: rank))
    }

    /// Carries out a cancellation that is in the store already; a kill is one that asks nobody.
    func cancel(_ job: Job, isKill: Bool = false) async throws {
        if let supervisor = supervisors[job.name] {
            if isKill { await supervisor.kill() } else { await supervisor.cancel() }
        } else if let search = searches[job.name] {
            if isKill { await search.kill() } else { await search.cancel() }
        } else {
            try await computes.cluster(named: job.compute, in: job.workspace)?.withdraw(job.name)
            if job.status.isFinal { ends.announce(job.name) }
        }
    }

    /// Starts nothing more and lets go of what runs.
    func stop() async {
        isStopped = true
        await computes.stop()
        for search in searches.values { await search.detach() }
        for supervisor in supervisors.values { await supervisor.detach() }
        for task in tasks.values { await task.value }
    }

    /// Waits for the end of everything on a node.
    func drain() async {
        isStopped = true
        await computes.stop()
        for task in tasks.values { await task.value }
    }

    private func begin(_ name: JobName, on nodes: [ComputeNode], of cluster: ComputeCluster) {
        supervise(name, on: nodes, of: cluster) { await $0.run() }
    }

    private func supervise(
        _ name: JobName, on nodes: [ComputeNode], of cluster: ComputeCluster,
        _ body: @escaping @Sendable (JobSupervisor) async -> Void
    ) {
        guard !isStopped else { return }
        let supervisor = JobSupervisor(
            name, in: cluster.workspace, on: nodes, context: context, services: services, ledger: ledger)
        supervisors[name] = supervisor
        tasks[name] = Task {
            await body(supervisor)
            supervisors[name] = nil
            tasks[name] = nil
            ends.announce(name)
            await cluster.release(nodes.map(\.name))
        }
    }

    /// Sees a search through, from where it stands.
    private func conduct(_ job: Job, _ objective: SweepObjective) async {
        guard !isStopped, searches[job.name] == nil else { return }
        let cluster = try? await computes.cluster(named: job.compute, in: job.workspace)
        let (nodes, cores) = (await cluster?.nodeLimit ?? 1, await cluster?.coresPerNode ?? 1)
        let desk = TrialDesk(
            context: context, services: services, ledger: ledger, ends: ends, intake: intake, nodeCount: nodes,
            coresPerNode: cores,
            enqueue: { [weak self] in try await self?.enqueue($0) },
            cancel: { [weak self] in try await self?.cancel($0, isKill: $1) })
        guard !isStopped, let planning = services.planning(of: job, context) else { return }
        let search = SearchSupervisor(job, objective: objective, planning: planning, desk: desk, ledger: ledger)
        searches[job.name] = search
        tasks[job.name] = Task {
            await search.run()
            searches[job.name] = nil
            tasks[job.name] = nil
            ends.announce(job.name)
        }
    }

    /// Returns whether the job waits for a node, or is a search to go on with.
    private func recover(_ job: Job) async throws -> Bool {
        if job.spec.work.isSearch { return true }
        var evidence: Reattachment?
        if JobRecovery.needsEvidence(job) {
            let layout = context.home.job(job.name, in: job.workspace)
            evidence = job.spec.work.isRepeatable
                ? try await services.automl?.trials.reattach(layout, attempt: job.attemptID)
                : try await services.runtime.reattach(layout, attempt: job.attemptID)
        }
        switch JobRecovery.decide(job, evidence) {
        case .queue:
            return true
        case .requeue:
            _ = try await ledger.apply(.requeued, to: job.name)
            return true
        case .reattach(let running):
            guard let (cluster, nodes) = try await place(of: job) else {
                await running.cancel(grace: context.settings.cancelGrace)
                return false
            }
            supervise(job.name, on: nodes, of: cluster) { await $0.resume(job, running) }
        case .finish(let end):
            guard let (cluster, nodes) = try await place(of: job) else { return false }
            supervise(job.name, on: nodes, of: cluster) { await $0.conclude(job, end) }
        case .end(let outcome):
            _ = try await ledger.apply(.ended(outcome), to: job.name)
        }
        return false
    }

    private func place(of job: Job) async throws -> (ComputeCluster, [ComputeNode])? {
        guard !job.nodes.isEmpty, let cluster = try await computes.cluster(named: job.compute, in: job.workspace)
        else { return nil }
        return (cluster, await cluster.adopt(job.name, on: job.nodes))
    }
}
