import Domain
import FoundationEssentials
import Learning
import LinuxSystem
import Logging
import Runtimes
import Store
import Training

/// Runs the trials of `automl` jobs in the engine, on the threads of their nodes. What a trial comes to lies in its folder; one
/// that was cut short leaves nothing and may run again.
package struct TrialRuntime: Sendable {
    private let context: EngineContext
    private let desk: AutoMLDesk
    private let runs: any RunTracking

    package init(_ context: EngineContext, desk: AutoMLDesk, runs: any RunTracking) {
        self.context = context
        self.desk = desk
        self.runs = runs
    }

    /// Returns once the trial's threads are there. Throws as `AutoMLDesk.data` does.
    func start(_ job: Job, on node: ComputeNode) async throws -> any RunningJob {
        guard case .trial(let work) = job.spec.work, let parent = job.spec.parentJobName,
            let search = try await context.store.read({ try $0.job(named: parent) })
        else {
            throw AtelierError(.internal, "trial '\(job.name)' has lost its search", subject: "job \(job.name)")
        }
        let layout = context.home.job(job.name, in: job.workspace)
        try await BlockingWork.run { try JobFolder(layout: layout).make() }
        let data = try await desk.data(of: search)
        let count = Self.threadCount(of: node, for: search)
        let threads = try await desk.threads(of: node, count: count)
        let training = TrialTraining(
            job: job, work: work, layout: layout, data: data, threadCount: count, members: try await members(of: search, for: work),
            logger: context.logger)
        let (runs, context) = (runs, context)
        let started = context.clock.now()
        let task = Task { () async throws -> ExitRecord in
            let outcome: ExitRecord.Outcome
            do {
                let scores = try await threads.run { work in try training.run(on: work) }
                try await runs.log(RunBatch(scores: scores, at: context.clock.now()), to: job)
                outcome = .exited(code: 0)
            } catch let error where !(error is CancellationError) {
                let reason = (error as? AtelierError)?.description ?? "\(error)"
                try? await BlockingWork.run { try training.tell("error: \(reason)") }
                outcome = .failed(reason)
            }
            let record = ExitRecord(
                attempt: job.attemptID, outcome: outcome, started: started, ended: context.clock.now())
            try await BlockingWork.run { try record.write(to: layout) }
            return record
        }
        return RunningTrial(attempt: job.attemptID, task: task)
    }

    /// What became of a trial that an earlier engine started: it has ended, or nothing of it is left.
    func reattach(_ layout: JobLayout, attempt: String) async throws -> Reattachment {
        let record = try await BlockingWork.run { try ExitRecord.read(from: layout, attempt: attempt) }
        return record.map { .exited($0) } ?? .notStarted
    }

    /// The trials that an ensemble may be made of, the best first.
    private func members(of search: Job, for work: TrialWork) async throws -> [JobLayout] {
        guard Algorithm(rawValue: work.algorithm)?.isEnsemble == true, let objective = search.spec.work.objective else { return [] }
        let trials = try await context.store.read { try $0.trials(of: search) }
        let plain = trials.filter { $0.status == .completed && $0.score != nil && $0.number < work.number }
            .filter { $0.algorithm != nil && !$0.isEnsemble }
        return plain.sorted { left, right in
            if objective.isBetter(left.score, than: right.score) { return true }
            return !objective.isBetter(right.score, than: left.score) && left.number < right.number
        }.map { context.home.job($0.job, in: search.workspace) }
    }

    /// The box is shared by the trials that run at once; a node with cores of its own is not.
    static func threadCount(of node: ComputeNode, for search: Job) -> Int {
        guard case .automl(let work) = search.spec.work else { return 1 }
        let own = search.compute == Compute.localName
            ? node.cores.count / max(1, work.limits.maxConcurrentTrials ?? node.cores.count)
            : node.cores.count
        let most = work.limits.maxCoresPerTrial.flatMap { $0 > 0 ? $0 : nil } ?? own
        return max(1, min(own, most))
    }
}

/// A trial on its node's threads.
struct RunningTrial: RunningJob {
    let attempt: String
    let task: Task<ExitRecord, any Error>

    /// Nobody else would go on with it: when nobody waits any more, it ends.
    func waitForExit() async throws -> JobEnd {
        try await withTaskCancellationHandler {
            .exited(try await task.value)
        } onCancel: {
            task.cancel()
        }
    }

    func cancel(grace: Duration, clock: any Clock<Duration>) async { task.cancel() }
    func kill() { task.cancel() }
}
