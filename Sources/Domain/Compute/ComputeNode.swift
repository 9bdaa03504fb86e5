package import FoundationEssentials

/// A slot on this box: the cores and memory one job gets.
package struct ComputeNode: Codable, Sendable, Hashable {
    package let name: NodeName
    package var state: NodeState
    /// The job on it ends; no other comes.
    package var isDraining: Bool
    package var job: JobName?
    /// When the node entered its state.
    package var since: Date
    /// The processors the node's work is bound to; several nodes may share one when the box is smaller than asked.
    package var cores: [Int]
    package var memory: ByteCount
    /// What each process of its job may have of its own.
    package var processMemory: ByteCount

    package init(
        name: NodeName, state: NodeState, isDraining: Bool = false, job: JobName? = nil, since: Date, cores: [Int],
        memory: ByteCount, processMemory: ByteCount? = nil
    ) {
        self.name = name
        self.state = state
        self.isDraining = isDraining
        self.job = job
        self.since = since
        self.cores = cores
        self.memory = memory
        self.processMemory = processMemory ?? memory
    }
}

/// Azure's node states, as far as one box knows them.
package enum NodeState: String, Codable, Sendable, CaseIterable {
    case preparing, idle, running, leaving, unusable
}
