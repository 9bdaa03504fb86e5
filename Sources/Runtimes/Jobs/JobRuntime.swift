package import Domain

/// A way to run a job on this box.
package protocol JobRuntime: Sendable {
    /// Starts the plan's attempt; returns once its command runs.
    ///
    /// An attempt is started at most once: a second start of the same attempt is refused, by whichever process.
    /// - Throws: `AtelierError` when the command cannot be started.
    func start(_ plan: RunnerPlan) async throws -> any RunningJob

    /// Finds an attempt again that an earlier engine started, or meant to start.
    func reattach(_ layout: JobLayout, attempt: String) async throws -> Reattachment
}

/// What became of an attempt.
package enum Reattachment: Sendable {
    case running(any RunningJob)
    case exited(ExitRecord)
    /// It was started, its runner is gone, and it left no exit record. Nothing of it runs any more.
    case lost(String)
    /// It never ran, and never will: a new attempt may be started.
    case notStarted
}

/// A job's command while it runs.
package protocol RunningJob: Sendable {
    var attempt: String { get }

    /// Returns when the command and all it started have ended. Any number of tasks may wait.
    /// - Throws: `CancellationError`, or `AtelierError` when the exit record cannot be read.
    func waitForExit() async throws -> JobEnd

    /// Asks the command's process group to end: INT, after `grace` TERM, after `grace` again KILL. Returns when it has
    /// ended; cancelling the calling task skips the rest of the grace.
    func cancel(grace: Duration, clock: any Clock<Duration>) async

    /// Ends the command's process group at once, without asking it.
    func kill()
}

extension RunningJob {
    package func cancel(grace: Duration) async {
        await cancel(grace: grace, clock: ContinuousClock())
    }
}

/// How a job's command ended.
package enum JobEnd: Sendable, Hashable {
    case exited(ExitRecord)
    /// Its runner was killed: nobody knows how the command ended. Nothing of it runs any more.
    case lost(String)
}

extension Reattachment {
    init(_ end: JobEnd) {
        self =
            switch end {
            case .exited(let record): .exited(record)
            case .lost(let reason): .lost(reason)
            }
    }
}
