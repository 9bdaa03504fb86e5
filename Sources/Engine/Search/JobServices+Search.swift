import Domain

extension JobServices {
    /// What is particular to a search; nil for a job that is none.
    func planning(of job: Job, _ context: EngineContext) -> (any SearchPlanning)? {
        switch job.spec.work {
        case .sweep(let work): SweepSearch(job: job, work: work, store: context.store)
        case .automl(let work):
            automl.map { AutoMLSearch(job: job, work: work, context: context, desk: $0.desk, runs: runs) }
        case .command, .trial: nil
        }
    }
}
