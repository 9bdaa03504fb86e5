import Domain
import FoundationEssentials

/// The one place that says which change of a job is legal and what it leads to. Pure.
enum JobStateMachine {
    /// Applies a change. False when the job is past it and nothing is to be done (a second cancel, a job withdrawn
    /// before it was claimed); throws `invalidState` when a person asked for something that cannot be.
    static func apply(_ change: JobChange, to job: inout Job, at now: Date) throws -> Bool {
        switch (job.status, change) {
        case (.queued, .claimed(let node, let others)):
            job.status = .starting
            job.node = node
            job.otherNodes = others.isEmpty ? nil : others
            job.attempt += 1
            job.reason = nil

        case (.queued, .begun):
            job.status = .running
            job.attempt += 1
            job.startedAt = now
            job.reason = nil

        // A trial ran in the engine itself: when that is gone it starts again.
        case (.running, .requeued) where job.spec.work.isRepeatable, (.starting, .requeued), (.preparing, .requeued):
            job.status = .queued
            job.startedAt = nil
            job.node = nil
            job.otherNodes = nil
            job.reason = nil

        case (.starting, .preparing(let what)):
            job.status = .preparing
            job.reason = what

        case (.starting, .started), (.preparing, .started):
            job.status = .running
            job.startedAt = now
            job.reason = nil

        // The request came while the command was being started: it is ended at once, but it did start.
        case (.cancelRequested, .started):
            job.startedAt = now

        case (.running, .finalizing):
            job.status = .finalizing
            job.reason = "recording outputs"

        case (.queued, .cancelRequested(let person)), (.queued, .killRequested(let person)):
            job.status = .canceled
            job.reason = "canceled by \(person) before it started"
            job.endedAt = now

        case (.starting, .cancelRequested(let person)), (.preparing, .cancelRequested(let person)),
            (.running, .cancelRequested(let person)), (.finalizing, .cancelRequested(let person)):
            job.status = .cancelRequested
            job.reason = "canceled by \(person)"

        // A cancel that takes its time is cut short by a kill.
        case (.starting, .killRequested(let person)), (.preparing, .killRequested(let person)),
            (.running, .killRequested(let person)), (.finalizing, .killRequested(let person)),
            (.cancelRequested, .killRequested(let person)):
            job.status = .cancelRequested
            job.reason = "killed by \(person)"

        case (.cancelRequested, .cancelRequested), (.canceled, .cancelRequested), (.canceled, .killRequested):
            return false

        case (.completed, .cancelRequested), (.failed, .cancelRequested), (.completed, .killRequested),
            (.failed, .killRequested):
            throw AtelierError(
                .invalidState, "job '\(job.name)' is \(job.status.rawValue) already and cannot be cancelled",
                subject: "job \(job.name)")

        // However the command took it, who cancelled is what the user wants to know.
        case (.cancelRequested, .ended(let outcome)):
            job.status = .canceled
            job.endedAt = now
            if case .failed(_, let code) = outcome { job.exitCode = code }

        case (.queued, .ended(let outcome)), (.starting, .ended(let outcome)), (.preparing, .ended(let outcome)),
            (.running, .ended(let outcome)), (.finalizing, .ended(let outcome)):
            job.endedAt = now
            switch outcome {
            case .completed:
                job.status = .completed
                job.reason = nil
                job.exitCode = 0
            case .failed(let reason, let code):
                job.status = .failed
                job.reason = reason
                job.exitCode = code
            case .canceled:
                job.status = .canceled
            }

        default:
            return false
        }
        return true
    }
}
