package import Domain
package import FoundationEssentials
package import Store

/// Jobs as MLflow runs: what a job's run needs, from the tracking ledger and its tokens.
package struct MLflowRuns: RunTracking {
    private let ledger: TrackingLedger
    private let tokens: RunTokens
    private let trackingURI: String

    /// - Parameter trackingURI: the tracking door's address, the same after every start.
    package init(ledger: TrackingLedger, tokens: RunTokens, trackingURI: String) {
        self.ledger = ledger
        self.tokens = tokens
        self.trackingURI = trackingURI
    }

    package func open(_ job: Job, tags: [String: String], in transaction: StoreTransaction) throws {
        try transaction.openRun(for: job, tags: tags)
    }

    package func follow(_ job: Job, at time: Date, in transaction: StoreTransaction) throws {
        try transaction.closeRun(job.name, status: job.status, at: time)
    }

    package func remove(_ job: JobName, in transaction: StoreTransaction) throws -> HiddenRun? {
        defer { ledger.forget(RunID(job.rawValue)) }
        return try transaction.hideRun(of: job)
    }

    package func access(for job: Job) async throws -> RunAccess {
        RunAccess(
            trackingURI: trackingURI, experimentID: try await ledger.experiment(of: job.name).rawValue,
            token: tokens.issue(for: job.name))
    }
}
