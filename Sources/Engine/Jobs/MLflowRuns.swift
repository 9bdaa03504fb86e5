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

    package func log(_ batch: RunBatch, to job: Job) async throws {
        let caller = TrackingCaller(principal: .job(job.name), workspace: job.workspace)
        for part in batch.parts { try await ledger.log(part, to: RunID(job.name.rawValue), by: caller) }
    }

    package func changes() -> AsyncStream<Set<RunID>> { ledger.feed.changes() }

    package func access(for job: Job) async throws -> RunAccess {
        RunAccess(
            trackingURI: trackingURI, experimentID: try await ledger.experiment(of: job.name).rawValue,
            token: tokens.issue(for: job.name))
    }
}

extension RunBatch {
    /// As many as a request may hold, in each.
    fileprivate var parts: [RunBatch] {
        var parts: [RunBatch] = []
        var rest = self
        repeat {
            parts.append(
                RunBatch(
                    metrics: Array(rest.metrics.prefix(400)), parameters: Array(rest.parameters.prefix(100)),
                    tags: Array(rest.tags.prefix(100))))
            rest = RunBatch(
                metrics: Array(rest.metrics.dropFirst(400)), parameters: Array(rest.parameters.dropFirst(100)),
                tags: Array(rest.tags.dropFirst(100)))
        } while !(rest.metrics.isEmpty && rest.parameters.isEmpty && rest.tags.isEmpty)
        return parts
    }
}
