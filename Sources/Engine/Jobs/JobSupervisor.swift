import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Runtimes

/// Takes one job from its claim to its end: prepares, starts, keeps the time limit, cancels, and writes what became of
/// it. One for each job on a node.
actor JobSupervisor {
    private let name: JobName
    private let folder: JobFolder
    private let nodes: [ComputeNode]
    private let context: EngineContext
    private let services: JobServices
    private let ledger: JobLedger
    private var phases: PhaseLog
    private var preparation: Task<JobPreparation.Ready, any Error>?
    private var running: (any RunningJob)?
    private var waiting: Task<JobEnd, any Error>?
    private var isCancelled = false
    /// The command is not asked to end but ended.
    private var isKilled = false
    /// The limit in seconds, once it was the reason to end the command.
    private var exceededLimit: Int?
    private var isDetached = false

    init(
        _ name: JobName, in workspace: WorkspaceName, on nodes: [ComputeNode], context: EngineContext,
        services: JobServices, ledger: JobLedger
    ) {
        self.name = name
        folder = JobFolder(layout: context.home.job(name, in: workspace))
        self.nodes = nodes
        self.context = context
        self.services = services
        self.ledger = ledger
        phases = PhaseLog(at: context.clock.now())
    }

    /// Claims the job and sees it through. Returns without a word when somebody else decided about it meanwhile.
    func run() async {
        guard let first = nodes.first?.name else { return }
        let others = nodes.dropFirst().map(\.name)
        do {
            // The attempt is on disk before anything of it runs: it can never be started a second time.
            let claim = try await ledger.insisting { [ledger, name] in
                try await ledger.apply(.claimed(first, and: others), to: name)
            }
            guard let claim, claim.isChanged else { return }
            let names = nodes.map(\.name.rawValue).joined(separator: ", ")
            phases.note("claimed by \(names) as attempt \(claim.job.attempt)", at: context.clock.now())
            if claim.job.spec.work.isRepeatable { try await train(claim.job) } else { try await start(claim.job) }
        } catch {
            await fail(error)
        }
    }

    /// Sees a job through that was running before the engine started.
    func resume(_ job: Job, _ running: any RunningJob) async {
        phases.note("found running by a new engine", at: context.clock.now())
        if job.status == .cancelRequested { isCancelled = true }
        await supervise(job, running, isStarted: job.startedAt != nil)
    }

    /// Writes the end of a job that ended while no engine was there.
    func conclude(_ job: Job, _ end: JobEnd) async {
        phases.note("found ended by a new engine", at: context.clock.now())
        await finish(job, end)
    }

    /// Ends the job: stops the preparation, or asks the command's group to end.
    func cancel() async {
        guard !isCancelled else { return }
        isCancelled = true
        preparation?.cancel()
        if let running { end(running) }
    }

    /// Ends the job at once, also one that was asked to end already.
    func kill() async {
        isKilled = true
        isCancelled = true
        preparation?.cancel()
        if let running { end(running) }
    }

    /// Lets go of the job; its runner carries on without us.
    func detach() {
        isDetached = true
        preparation?.cancel()
        waiting?.cancel()
    }

    private func start(_ job: Job) async throws {
        let preparation = JobPreparation(
            job: job, nodes: nodes, context: context, services: services,
            willBuild: { [ledger, name] what in _ = try await ledger.apply(.preparing(what), to: name) })
        let noted = phases
        let task = Task { try await preparation.perform(noted) }
        self.preparation = task
        if isCancelled || isDetached { task.cancel() }
        let ready = try await task.value
        phases = ready.phases
        // From here on nothing is undone: a start is told to the store even when a cancel has come meanwhile.
        guard !isCancelled, !isDetached else { throw CancellationError() }
        let running = try await services.runtime.start(ready.plan)
        phases.note("command started", at: context.clock.now())
        await supervise(job, running, isStarted: false, ready)
    }

    /// A trial runs in the engine: there is nothing to prepare but its data, which its search has read.
    private func train(_ job: Job) async throws {
        guard let trials = services.automl?.trials, let node = nodes.first else {
            throw AtelierError(.unsupported, "nothing is trained in this engine")
        }
        let running = try await trials.start(job, on: node)
        phases.note("training", at: context.clock.now())
        await supervise(job, running, isStarted: false)
    }

    private func supervise(
        _ job: Job, _ running: any RunningJob, isStarted: Bool, _ ready: JobPreparation.Ready? = nil
    ) async {
        self.running = running
        let waiting = Task { try await running.waitForExit() }
        self.waiting = waiting
        // Written while the command runs already: nobody waits for it but the end.
        let started = isStarted ? nil : Task {
            await noteStart(ready?.environment)
            await noteInputs(ready?.inputs ?? [:])
        }
        if isCancelled { end(running) }
        if isDetached { waiting.cancel() }
        let limit = job.spec.work.timeout.map { keepLimit($0, since: job.startedAt ?? context.clock.now(), running) }
        let result = await waiting.result
        limit?.cancel()
        await started?.value
        guard !isDetached else { return }
        switch result {
        case .success(let end): await finish(job, end)
        case .failure(let error): await fail(error)
        }
    }

    private func noteStart(_ environment: PreparedEnvironment?) async {
        do {
            _ = try await ledger.insisting { [ledger, name] in
                try await ledger.apply(.started, to: name) { job in
                    guard let environment else { return }
                    job.environment = environment.hash
                    job.spec.properties.merge(environment.properties) { written, _ in written }
                    job.warnings += environment.warnings.filter { !job.warnings.contains($0) }
                }
            }
        } catch {
            context.logger.error("cannot write that a job runs", metadata: ["job": "\(name)", "error": "\(error)"])
        }
    }

    /// What it found, for comparing with others later; the command runs meanwhile.
    private func noteInputs(_ paths: [String: String]) async {
        guard !paths.isEmpty else { return }
        do {
            let prints = try await services.contentPrints.prints(of: paths)
            try await ledger.amend(name) { $0.inputPrints = prints }
        } catch {
            context.logger.warning(
                "cannot note what a job's inputs hold", metadata: ["job": "\(name)", "error": "\(error)"])
        }
    }

    private func keepLimit(_ seconds: Int, since start: Date, _ running: any RunningJob) -> Task<Void, Never> {
        let left = Duration.seconds(max(0, Double(seconds) - context.clock.now().timeIntervalSince(start)))
        return Task {
            guard (try? await context.clock.sleep(left)) != nil, !isCancelled else { return }
            exceededLimit = seconds
            end(running)
        }
    }

    private func end(_ running: any RunningJob) {
        guard !isKilled else { return running.kill() }
        let grace = context.settings.cancelGrace
        Task { await running.cancel(grace: grace) }
    }

    private func finish(_ job: Job, _ end: JobEnd) async {
        let record: ExitRecord? = if case .exited(let record) = end { record } else { nil }
        phases.note("command ended", at: context.clock.now())
        let line = record?.isSuccess == true ? nil : await errorLine(job, rank: record?.rank)
        let outcome = JobVerdict.outcome(of: end, overLimit: exceededLimit, lastLine: line, node: nodes.first)
        await write(await finalized(job, outcome))
    }

    /// What becomes of the outcome when the outputs are put where they belong. Most jobs have none that need it, and
    /// are spared the state.
    private func finalized(_ job: Job, _ outcome: JobOutcome) async -> JobOutcome {
        let finalization = JobFinalization(job: job, context: context, services: services)
        guard finalization.isNeeded(after: outcome) else { return outcome }
        do {
            _ = try await ledger.insisting { [ledger, name] in try await ledger.apply(.finalizing, to: name) }
            try await finalization.perform(after: outcome)
            phases.note("outputs recorded", at: context.clock.now())
            return outcome
        } catch {
            let reason = (error as? AtelierError)?.description ?? "\(error)"
            phases.note("outputs could not be recorded: \(reason)", at: context.clock.now())
            guard outcome == .completed else { return outcome }
            return .failed(reason: "the command completed, but its outputs could not be recorded: \(reason)", exitCode: 0)
        }
    }

    private func fail(_ error: any Error) async {
        guard !isDetached else { return }
        if error is CancellationError, isCancelled {
            phases.note(running == nil ? "stopped before its command started" : "stopped", at: context.clock.now())
            await write(.canceled)
            return
        }
        // A trial that has used up its time ends as one that nobody wants.
        if error is CancellationError, exceededLimit != nil {
            phases.note("stopped at its limit", at: context.clock.now())
            await write(JobVerdict.outcome(of: .lost("stopped"), overLimit: exceededLimit, lastLine: nil))
            return
        }
        let reason = (error as? AtelierError)?.description ?? "\(error)"
        phases.note("failed: \(reason)", at: context.clock.now())
        await write(.failed(reason: reason, exitCode: nil))
    }

    /// Writes the final status, where no cancellation of ours can undo it.
    private func write(_ outcome: JobOutcome) async {
        let text = phases.take()
        do {
            try await BlockingWork.run { [folder] in try folder.append(text, to: folder.layout.systemLog) }
        } catch {
            context.logger.warning("cannot write a system log", metadata: ["job": "\(name)", "error": "\(error)"])
        }
        await ledger.end(name, as: outcome)
    }

    /// The line of the log that may explain a failure. When one of several processes failed, the end of what it wrote
    /// goes to the job's own log too, where people look first.
    private func errorLine(_ job: Job, rank: Int?) async -> String? {
        var log = folder.layout.userLog
        if let rank, let distribution = job.spec.work.command?.distribution {
            log = DistributionPlanner.log(
                of: rank, in: folder.layout, distribution, nodes: job.spec.work.nodeCount)
        }
        let path = log
        return try? await BlockingWork.run { [folder] in
            if let rank, rank > 0 { folder.quote(path, of: rank) }
            return folder.lastErrorLine(of: path)
        }
    }
}
