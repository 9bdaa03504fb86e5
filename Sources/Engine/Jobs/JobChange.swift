import Domain

/// What can happen to a job.
enum JobChange: Sendable, Hashable {
    case claimed(NodeName, and: [NodeName] = [])
    /// A search goes to work; it takes no node, its trials do.
    case begun
    /// The engine went away after the claim and before the start; the job waits for a node again.
    case requeued
    case preparing(String)
    case started
    /// The command ended and its outputs are being copied or registered.
    case finalizing
    case cancelRequested(by: String)
    /// Like a cancel, but the command is not asked first.
    case killRequested(by: String)
    case ended(JobOutcome)
}

/// How a job's attempt came to its end.
enum JobOutcome: Sendable, Hashable {
    case completed
    case failed(reason: String, exitCode: Int32?)
    /// Ended on request; why is in the job's reason already.
    case canceled
}
