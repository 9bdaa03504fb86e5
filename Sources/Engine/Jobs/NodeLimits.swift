import Domain
import LinuxSystem

/// What a node gives to the job on it. Pure.
enum NodeLimits {
    /// The limits of a job's command, of each of its processes for itself.
    static func of(_ node: ComputeNode) -> ResourceLimits {
        ResourceLimits(data: UInt64(max(0, node.processMemory.bytes)), processes: processes, openFiles: openFiles)
    }

    private static let processes: UInt64 = 16_384
    private static let openFiles: UInt64 = 65_536
}
