import Domain
import Logging
import Store

/// What a search does to its trials, which are jobs as any other.
struct TrialDesk: Sendable {
    let context: EngineContext
    let services: JobServices
    let ledger: JobLedger
    let ends: JobEnds
    let intake: JobIntake
    /// How many nodes the search's compute has.
    let nodeCount: Int
    /// Those of `local` have the same ones.
    let coresPerNode: Int
    /// Puts a job into its compute's queue.
    let enqueue: @Sendable (Job) async throws -> Void
    /// Carries out a cancellation that is in the store already.
    let cancel: @Sendable (Job, _ isKill: Bool) async throws -> Void

    func trials(of search: Job) async throws -> [SearchTrial] {
        try await context.store.read { try $0.trials(of: search) }
    }

    /// Something that ends when the trial's end is announced.
    func end(of trial: JobName) -> AsyncStream<Void> { ends.signal(for: trial) }

    /// Something each time that a trial reports; only searches that judge trials on their way need it.
    func reports(of search: Job) -> AsyncStream<Void> {
        guard case .sweep(let work) = search.spec.work, work.earlyTermination != nil else { return AsyncStream { nil } }
        let prefix = "\(search.name)_"
        let (hints, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let changes = services.runs.changes()
        let watch = Task {
            for await changed in changes where changed.contains(where: { $0.rawValue.hasPrefix(prefix) }) { bell.yield() }
            bell.finish()
        }
        bell.onTermination = { _ in watch.cancel() }
        return hints
    }

    /// Submits a trial; one that an earlier engine submitted already is left as it is.
    func begin(_ draft: SearchDraft, of search: Job) async throws {
        var spec = JobSpec(
            name: JobName("\(search.name)_\(draft.number)"), displayName: draft.title, experimentName: search.experiment,
            properties: draft.properties, compute: search.compute, parentJobName: search.name, queue: search.spec.queue,
            work: draft.work)
        spec.properties.merge(search.spec.properties.filter { JobProperty.isGit($0.key) }) { own, _ in own }
        let job: Job
        do {
            job = try await intake.take(spec, code: search.code, in: search.workspace, by: search.creation.createdBy)
        } catch let error as AtelierError where error.code == .alreadyExists {
            return
        }
        let pairs = draft.parameters.sorted { $0.key < $1.key }.map { TrackingPair($0.key, $0.value) }
        if !pairs.isEmpty { try await services.runs.log(RunBatch(parameters: pairs), to: job) }
        try await enqueue(job)
    }

    /// Ends a trial before it has ended by itself. One that has, meanwhile, is left alone.
    func end(_ trial: JobName, of search: Job, isKill: Bool, because reason: String?) async throws {
        let who = reason.map { "its search: \($0)" } ?? "its search"
        let change: JobChange = isKill ? .killRequested(by: who) : .cancelRequested(by: who)
        do {
            guard let result = try await ledger.apply(change, to: trial) else { return }
            if result.isChanged { try await cancel(result.job, isKill) }
        } catch let error as AtelierError where error.code == .invalidState {
            return
        }
    }

    /// Logs the best score so far to the search's own run, for charts.
    func note(best score: Double, metric: String, step: Int, of search: Job) async {
        do {
            try await services.runs.log(RunBatch(scores: [metric: score], step: step, at: context.clock.now()), to: search)
        } catch {
            context.logger.warning("cannot log the best score", metadata: ["job": "\(search.name)", "error": "\(error)"])
        }
    }

    /// Puts the outputs of a search where they belong, as those of any job.
    func finalize(_ name: JobName) async throws {
        guard let job = try await context.store.read({ try $0.job(named: name) }) else { return }
        try await JobFinalization(job: job, context: context, services: services).register()
    }
}
