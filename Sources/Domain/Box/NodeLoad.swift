/// What runs on one node of a compute, and what it takes.
package struct NodeLoad: Codable, Sendable, Hashable {
    package let workspace: WorkspaceName
    package let compute: ComputeName
    package let node: NodeName
    package let job: JobName?
    /// Busy processors: 1.5 is one and a half.
    package let processors: Double
    package let memory: Usage
    /// The processes of the node's job, the busiest first.
    package let processes: [ProcessLoad]
    /// The engine's own threads that work for the node's job, such as a trial's training; nil where nothing tells of them.
    package let threads: [ThreadLoad]?

    package init(
        workspace: WorkspaceName, compute: ComputeName, node: NodeName, job: JobName?, processors: Double,
        memory: Usage, processes: [ProcessLoad] = [], threads: [ThreadLoad]? = nil
    ) {
        self.workspace = workspace
        self.compute = compute
        self.node = node
        self.job = job
        self.processors = processors
        self.memory = memory
        self.processes = processes
        self.threads = threads
    }
}

package struct ProcessLoad: Codable, Sendable, Hashable {
    package let pid: Int32
    package let parent: Int32
    package let command: String
    /// Busy processors: 1.5 is one and a half.
    package let processors: Double
    /// Resident.
    package let memory: ByteCount
    package let threads: [ThreadLoad]

    package init(
        pid: Int32, parent: Int32, command: String, processors: Double, memory: ByteCount, threads: [ThreadLoad] = []
    ) {
        self.pid = pid
        self.parent = parent
        self.command = command
        self.processors = processors
        self.memory = memory
        self.threads = threads
    }
}

package struct ThreadLoad: Codable, Sendable, Hashable {
    /// By the kernel's number.
    package let id: Int32
    /// `loader`; the engine's own are called by their node, and from 0 on it: `local-0/1`.
    package let name: String
    /// The busy share of a processor, 0 to 1.
    package let processors: Double
    /// The processor it last ran on.
    package let core: Int
    /// From -20, which goes first, to 19; nil where nothing tells of it.
    package let niceness: Int?

    package init(id: Int32, name: String, processors: Double, core: Int, niceness: Int? = nil) {
        self.id = id
        self.name = name
        self.processors = processors
        self.core = core
        self.niceness = niceness
    }
}
