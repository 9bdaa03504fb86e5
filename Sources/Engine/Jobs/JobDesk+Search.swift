package import Domain
import FoundationEssentials
import Store

extension JobDesk {
    /// How far a sweep or an `automl` job has come. Throws `notFound`, and `invalidState` for a job of another kind.
    package func progress(of name: JobName, in workspace: WorkspaceName) async throws -> SearchProgress {
        let (job, trials) = try await context.store.read { reader in
            let job = try reader.requireJob(name, in: workspace)
            return (job, try reader.trials(of: job))
        }
        guard let objective = job.spec.work.objective, let limit = job.spec.work.trialLimit else {
            throw AtelierError(
                .invalidState, "job '\(name)' has no trials: it is neither a sweep nor an automl job",
                hint: "see 'atelier job show --name \(name)'", subject: "job \(name)")
        }
        var deadline: Date?
        if let start = job.startedAt, let seconds = job.spec.work.timeout {
            deadline = start.addingTimeInterval(Double(seconds))
        }
        return SearchProgress(
            job: name, metric: objective.metric, isHigherBetter: objective.isHigherBetter, trialLimit: limit,
            deadline: deadline, notes: job.notes ?? [], trials: trials, best: SearchProgress.best(among: trials, by: objective)?.job)
    }
}
