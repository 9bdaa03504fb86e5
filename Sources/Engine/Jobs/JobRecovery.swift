import Domain
import Runtimes

/// Decides what becomes of a job that the last engine left unfinished. Pure.
enum JobRecovery {
    enum Decision: Sendable {
        /// It waits for a node (again).
        case queue
        /// It was claimed and its command never ran, nor ever will under that attempt: back into the queue.
        case requeue
        case reattach(any RunningJob)
        case finish(JobEnd)
        case end(JobOutcome)
    }

    /// Whether the job's files must be asked before deciding.
    static func needsEvidence(_ job: Job) -> Bool {
        job.status != .queued
    }

    static func decide(_ job: Job, _ evidence: Reattachment?) -> Decision {
        switch (job.status, evidence) {
        case (.queued, _): .queue
        case (_, .running(let running)): .reattach(running)
        case (_, .exited(let record)): .finish(.exited(record))
        case (_, .lost(let reason)): .finish(.lost(reason))
        case (.cancelRequested, .notStarted), (.cancelRequested, nil): .end(.canceled)
        case (.starting, .notStarted), (.preparing, .notStarted): .requeue
        case (.running, .notStarted) where job.spec.work.isRepeatable: .requeue
        default: .end(.failed(reason: "lost runner: nothing of attempt \(job.attempt) was found", exitCode: nil))
        }
    }
}
