package import Domain

/// A job in a compute's queue.
package struct WaitingJob: Sendable, Hashable {
    package let job: JobName
    /// Who has more goes first.
    package var rank: Int
    /// How many nodes it needs, all at once.
    package let nodes: Int

    package init(_ job: JobName, rank: Int = QueueSettings.usualRank, nodes: Int = 1) {
        self.job = job
        self.rank = rank
        self.nodes = nodes
    }

    /// - Parameter rank: what a move gave it; nil for what it asked for.
    package init(_ job: Job, rank: Int? = nil) {
        self.init(
            job.name, rank: rank ?? job.spec.queueRank, nodes: job.spec.work.nodeCount)
    }
}
