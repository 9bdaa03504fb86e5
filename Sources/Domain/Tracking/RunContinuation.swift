/// What becomes of a run that a job's script opens without being told to.
///
/// `fit` under `mlflow.autolog()` ends the run it joined, and with it the client forgets which run the job is: the
/// `mlflow.log_metric` below it opens another. Nobody asked for that one, so it is the job's run again. What a client
/// says cannot tell it from a plain `mlflow.start_run()`, which loops call once for each try; therefore only
/// autologging opens the door, and the end of the run that went through closes it.
package enum RunContinuation: String, Sendable {
    /// Autologging opened the job's run: the script never called `start_run`.
    case autologged
    /// The job's run was given a second time, and has not ended since.
    case continued

    /// Whether a run of these tags was opened by the client itself: no name, no parent, no note and no tag of the
    /// user's, only where it was called from.
    package static func isImplicit(name: String?, tags: [TrackingPair]) -> Bool {
        (name ?? "").isEmpty && tags.contains { $0.key == RunTag.sourceName }
            && tags.allSatisfy { $0.key == RunTag.user || $0.key.hasPrefix(RunTag.sourcePrefix) }
    }
}
