import Domain
import LinuxSystem

/// What a node gives to the job on it. Pure.
enum NodeLimits {
    /// The cores and the limits of a job's command. `local` sets neither cores nor memory: its jobs share the box.
    static func of(_ node: ComputeNode, compute: ComputeName) -> (cores: [Int], limits: ResourceLimits) {
        var limits = ResourceLimits(processes: processes, openFiles: openFiles)
        guard compute != Compute.localName else { return ([], limits) }
        // Address space is reserved far beyond what is used (threads' stacks, allocators' arenas), so the limit stops
        // the runaway without refusing the normal.
        limits.addressSpace = UInt64(max(0, node.memory.bytes)) * addressSpaceFactor
        return (node.cores, limits)
    }

    private static let processes: UInt64 = 16_384
    private static let openFiles: UInt64 = 65_536
    private static let addressSpaceFactor: UInt64 = 4
}
