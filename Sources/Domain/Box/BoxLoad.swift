package import FoundationEssentials

/// What the box is doing, measured over about a second.
package struct BoxLoad: Codable, Sendable, Hashable {
    package let at: Date
    /// The busy share of each processor, 0 to 1.
    package let cores: [Double]
    /// The kernel's mean of the last minute.
    package let loadAverage: Double
    package let memory: Usage
    /// The file system that the home is on.
    package let disk: Usage
    /// Empty where no tool of the vendor's tells.
    package let gpus: [GPULoad]
    package let nodes: [NodeLoad]

    package init(
        at: Date, cores: [Double], loadAverage: Double, memory: Usage, disk: Usage, gpus: [GPULoad] = [],
        nodes: [NodeLoad] = []
    ) {
        self.at = at
        self.cores = cores
        self.loadAverage = loadAverage
        self.memory = memory
        self.disk = disk
        self.gpus = gpus
        self.nodes = nodes
    }
}

/// How much of something is taken.
package struct Usage: Codable, Sendable, Hashable {
    package let used: ByteCount
    package let total: ByteCount

    package init(used: ByteCount, total: ByteCount) {
        self.used = used
        self.total = total
    }

    /// 0 to 1; 0 of nothing is 0.
    package var share: Double { total.bytes > 0 ? Double(used.bytes) / Double(total.bytes) : 0 }
}
