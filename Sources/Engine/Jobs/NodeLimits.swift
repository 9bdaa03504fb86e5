import Domain
import LinuxSystem

/// What a node gives to the job on it. Pure.
enum NodeLimits {
    /// The limits of a job's command, of each of its processes for itself.
    static func of(_ node: ComputeNode) -> ResourceLimits {
        ResourceLimits(data: UInt64(max(0, memory(of: node).bytes)), processes: processes, openFiles: openFiles)
    }

    /// What one process on the node may have of its own. Some of what is asked for is never touched (stacks of threads,
    /// buffers too large), so twice the node's memory stops the runaway without refusing the normal.
    static func memory(of node: ComputeNode) -> ByteCount { ByteCount(node.memory.bytes * 2) }

    private static let processes: UInt64 = 16_384
    private static let openFiles: UInt64 = 65_536
}
