import Domain
import Synchronization

/// What events have made necessary to read since somebody last took it.
final class PendingReads: Sendable {
    struct Names: Sendable {
        var jobs: Set<JobName> = []
        /// Computes, models, endpoints: few, so they are read together.
        var needsSnapshot = false
        /// Of the last event, whether it names anything or not.
        fileprivate var lastEvent: Int64?
    }

    private let names = Mutex(Names())

    /// The number of the last event that was heard of; nil before the first.
    var lastEvent: Int64? { names.withLock(\.lastEvent) }

    func add(_ event: Event, of workspace: WorkspaceName) {
        names.withLock { names in
            names.lastEvent = event.sequence
            guard event.resource.workspace == nil || event.resource.workspace == workspace else { return }
            switch event.resource.kind {
            case "job":
                names.jobs.formUnion([JobName(event.resource.name)] + event.trials)
                if Self.nodeChanges.contains(event.kind) { names.needsSnapshot = true }
            case "run": names.jobs.insert(JobName(event.resource.name))
            default: names.needsSnapshot = true
            }
        }
    }

    /// These take a node, or give it back.
    private static let nodeChanges: Set = ["job.starting", "job.completed", "job.failed", "job.canceled"]

    /// All of it, leaving nothing.
    func take() -> Names {
        names.withLock { names in
            defer { names = Names(lastEvent: names.lastEvent) }
            return names
        }
    }
}
