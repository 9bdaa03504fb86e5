import Domain
import Store

/// Keeps count of when a job's run is given again; the rule and its reason are `RunContinuation`'s.
extension TrackingLedger {
    /// The job's own run in place of a new one; nil when it is to be a new one.
    static func continuedRun(
        for new: NewRun, by caller: TrackingCaller, in transaction: StoreTransaction
    ) throws -> Run? {
        guard let job = caller.principal.job, new.experiment == caller.experiment,
            RunContinuation.isImplicit(name: new.name, tags: new.tags),
            let row = try transaction.row(ofRun: RunID(job.rawValue)), row.info.isJob, !row.info.status.isFinal,
            row.info.stage == .active, try transaction.continuation(ofRun: row) != nil
        else { return nil }
        try transaction.setContinuation(.continued, ofRun: row)
        return try transaction.run(row.info.id)
    }

    /// Autologging says so with a tag when it opens the job's run.
    static func follow(
        _ tags: [TrackingPair], toRun row: RunRow, by caller: TrackingCaller, in transaction: StoreTransaction
    ) throws {
        guard row.isOwn(of: caller), tags.contains(where: { $0.key == RunTag.autologging }) else { return }
        try transaction.setContinuation(.autologged, ofRun: row)
    }

    /// A client that joins the run by its id says that it runs; one that leaves it, that it ended.
    static func follow(
        _ status: RunStatus, ofRun row: RunRow, by caller: TrackingCaller, in transaction: StoreTransaction
    ) throws {
        guard row.isOwn(of: caller) else { return }
        if status.isFinal, try transaction.continuation(ofRun: row) != .continued { return }
        try transaction.setContinuation(nil, ofRun: row)
    }
}

extension RunRow {
    fileprivate func isOwn(of caller: TrackingCaller) -> Bool {
        info.isJob && caller.principal.job != nil && info.job == caller.principal.job
    }
}
