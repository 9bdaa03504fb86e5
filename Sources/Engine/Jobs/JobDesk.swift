package import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// Where jobs are handed in, looked at and cancelled. Everything asked here is about the store; nodes, queues and
/// processes are the scheduler's.
package final class JobDesk: Sendable {
    let context: EngineContext
    let computes: ComputeFleet
    let services: JobServices
    let ledger: JobLedger
    let logs: LogShelf
    private let ends = JobEnds()
    private let scheduler: JobScheduler

    package init(context: EngineContext, computes: ComputeFleet, services: JobServices) {
        self.context = context
        self.computes = computes
        self.services = services
        logs = LogShelf(clock: context.clock)
        ledger = JobLedger(context: context, runs: services.runs)
        scheduler = JobScheduler(
            context: context, computes: computes, services: services, ledger: ledger, ends: ends)
    }

    /// Recovers what an earlier engine left, then begins to schedule.
    package func start() async throws {
        try await scheduler.start()
        try await clearStoppedInstances()
        await keepInstanceSchedules()
    }

    /// Stops scheduling. Runners go on without an engine, unless their jobs are to be cancelled first; waiting jobs
    /// stay in the queue, or are cancelled too.
    package func stop(cancelJobs: Bool, by person: String = EngineContext.engineActor) async throws {
        guard cancelJobs else {
            await scheduler.stop()
            return
        }
        for job in context.reporting(try await context.store.read { try $0.unfinishedJobs() }) {
            _ = try await cancel(job, by: person)
        }
        await scheduler.drain()
    }

    /// Takes a job in and answers when it is on disk, `Queued`. Its code is kept as it is at this moment.
    ///
    /// Throws `invalidArgument` for what cannot be run, `notFound` for a compute, an environment or data that are not
    /// there, and `alreadyExists` when a name was given that is taken: submitting twice under one name runs once.
    ///
    /// - Parameter kept: the code's snapshot, when there is one already.
    package func submit(
        _ asked: JobSpec, code kept: ContentHash? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> Job {
        let name = asked.name ?? Self.newName()
        try NameRule.asset("job").check(name.rawValue)
        var spec = try JobPlanner.checked(asked, name: name)
        let computes = computes
        let asks = spec.compute
        let work = spec.command
        spec.work = .command(
            try await context.store.read { reader in
                _ = try reader.requireWorkspace(workspace)
                _ = try computes.require(asks, in: workspace, reader)
                return try reader.pinned(work, in: workspace)
            })
        try await checkReferences(of: spec, in: workspace)
        var warnings: [String] = []
        var hash = kept
        if let code = spec.command.code, kept == nil {
            async let git = GitProbe.properties(of: code)
            (hash, warnings) = try await services.code.keep(code)
            spec.properties.merge(await git) { written, _ in written }
        }
        let now = context.clock.now()
        let complete = spec
        let notes = warnings
        let code = hash
        let runs = services.runs
        let job = try await context.write { transaction in
            let workspace = try transaction.requireWorkspace(workspace)
            let compute = try computes.require(complete.compute, in: workspace.name, transaction)
            try Self.checkNodes(of: complete, on: compute)
            var notes = notes
            if let parent = complete.parentJobName, try transaction.job(named: parent, in: workspace.name) == nil {
                notes.append("there is no job '\(parent)', which it names as its parent")
            }
            var job = Job(
                name: name, workspace: workspace.name, spec: complete,
                experiment: complete.experimentName ?? Self.defaultExperiment,
                displayName: complete.displayName ?? name.rawValue, status: .queued, compute: compute.name, code: code,
                warnings: notes, creation: CreationContext(at: now, by: person))
            job.size = compute.spec.type == .local ? complete.command.resources.instanceType : compute.spec.size
            try transaction.insert(job)
            try runs.open(job, tags: Self.runTags(of: job), in: transaction)
            try transaction.append(
                "job.queued", about: job.reference, by: person, at: now,
                after: .object(["status": .string(job.status.rawValue), "compute": .string(compute.name.rawValue)]))
            return job
        }
        try await scheduler.enqueue(job)
        return job
    }

    /// The job as it is, with the reason it waits as of now. Throws `notFound`.
    package func show(_ name: JobName, in workspace: WorkspaceName) async throws -> Job {
        var job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        if job.status == .queued,
            let reason = try await computes.cluster(named: job.compute, in: workspace)?.reason(for: name)
        {
            job.reason = reason
        }
        return job
    }

    /// Newest first.
    package func list(in workspace: WorkspaceName, _ filter: JobFilter = JobFilter()) async throws -> [Job] {
        let records = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.jobs(in: workspace, matching: filter)
        }
        var jobs = context.reporting(records)
        var reasons: [JobName: String] = [:]
        for compute in Set(jobs.filter { $0.status == .queued }.map(\.compute)) {
            guard let cluster = try await computes.cluster(named: compute, in: workspace) else { continue }
            reasons.merge(await cluster.reasons()) { first, _ in first }
        }
        for index in jobs.indices where jobs[index].status == .queued {
            jobs[index].reason = reasons[jobs[index].name] ?? jobs[index].reason
        }
        return jobs
    }

    /// Asks the job to end and answers at once: `Canceled` when it had not started, else `CancelRequested`. Throws
    /// `invalidState` when it has ended by itself.
    @discardableResult
    package func cancel(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws -> Job {
        let job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        return try await cancel(job, by: person)
    }

    /// Returns the job when it has come to its end, at once if it has already.
    package func end(of name: JobName, in workspace: WorkspaceName) async throws -> Job {
        while true {
            let signal = ends.signal(for: name)
            let job = try await show(name, in: workspace)
            if job.status.isFinal { return job }
            for await _ in signal {}
            try Task.checkCancellation()
        }
    }

    /// How many jobs there are in each status, on the whole box.
    package func counts() async throws -> [JobStatus: Int] {
        try await context.store.read { try $0.jobCounts() }
    }

    /// Ends the job's processes at once, without asking them first; otherwise like a cancel, also after one.
    @discardableResult
    package func kill(_ name: JobName, in workspace: WorkspaceName, by person: String) async throws -> Job {
        let job = try await context.store.read { try $0.requireJob(name, in: workspace) }
        guard let result = try await ledger.apply(.killRequested(by: person), to: job.name, by: person) else {
            return job
        }
        if result.isChanged { try await scheduler.cancel(result.job, isKill: true) }
        return result.job
    }

    private func cancel(_ job: Job, by person: String) async throws -> Job {
        guard let result = try await ledger.apply(.cancelRequested(by: person), to: job.name, by: person) else {
            return job
        }
        if result.isChanged { try await scheduler.cancel(result.job) }
        return result.job
    }

    /// Data that is not there, an output that leads out of its place, or an unknown environment, is told before anything is created.
    private func checkReferences(of spec: JobSpec, in workspace: WorkspaceName) async throws {
        let work = spec.command
        _ = try await services.environments.spec(of: work.environment, in: workspace)
        for (name, output) in work.outputs {
            guard let location = output.location else { continue }
            if case .remote(let address) = location {
                throw AtelierError(
                    .unsupported, "output '\(name.neutralised)': nothing can be written to \(address.neutralised)",
                    hint: "leave its path out, or give a path on this box or in a datastore")
            }
            _ = try await services.locations.path(of: location, in: workspace)
        }
        for (name, input) in work.inputs {
            guard case .data(let data) = input else { continue }
            if case .remote = data.location { continue }
            let path = try await services.locations.path(
                of: data.location, asInput: data.type, in: workspace)
            let kind = try await BlockingWork.run { FileManager.default.isFolder(path) }
            if kind == nil {
                throw AtelierError(
                    .notFound, "input '\(name.neutralised)': there is nothing at \(data.location)",
                    hint: "check its path")
            }
        }
    }

    /// A job that its compute could never take is not taken in.
    private static func checkNodes(of spec: JobSpec, on compute: Compute) throws {
        let count = spec.command.nodeCount
        guard count > compute.spec.maxInstances else { return }
        throw AtelierError(
            .invalidArgument,
            "the job needs \(count) nodes at once, '\(compute.name)' has at most \(compute.spec.maxInstances)",
            hint: "lower resources.instance_count, or "
                + (compute.spec.type == .amlcompute
                    ? "'atelier compute update --name \(compute.name) --max-instances \(count)'"
                    : "take a compute of type amlcompute"),
            subject: "compute \(compute.name)")
    }

    private static func newName() -> JobName {
        var generator = SystemRandomNumberGenerator()
        return NameGenerator.jobName(using: &generator)
    }

    private static func runTags(of job: Job) -> [String: String] {
        var tags = job.spec.tags
        for (name, value) in job.spec.properties where name.hasPrefix("mlflow.") { tags[name] = value }
        if let parent = job.spec.parentJobName { tags["mlflow.parentRunId"] = parent.rawValue }
        return tags
    }

    private static let defaultExperiment = "Default"
}
