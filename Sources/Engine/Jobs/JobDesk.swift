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
    private let intake: JobIntake
    private let ends = JobEnds()
    private let scheduler: JobScheduler

    package init(context: EngineContext, computes: ComputeFleet, services: JobServices) {
        self.context = context
        self.computes = computes
        self.services = services
        logs = LogShelf(clock: context.clock)
        ledger = JobLedger(context: context, runs: services.runs)
        intake = JobIntake(context: context, computes: computes, services: services)
        scheduler = JobScheduler(
            context: context, computes: computes, services: services, ledger: ledger, ends: ends, intake: intake)
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

    /// Takes a job in and answers when it is on disk, `Queued`. Its code is kept as it is at this moment. Throws as
    /// `JobIntake.take` does.
    ///
    /// - Parameter kept: the code's snapshot, when there is one already.
    package func submit(
        _ asked: JobSpec, code kept: ContentHash? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> Job {
        if case .trial = asked.work {
            throw AtelierError(
                .invalidArgument, "a trial belongs to its automl job and cannot be submitted by itself",
                hint: "submit the automl job")
        }
        let job = try await intake.take(asked, code: kept, in: workspace, by: person)
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

}
