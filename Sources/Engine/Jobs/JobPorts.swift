import Domain
import LinuxSystem

/// Ports of this box for the processes of a distributed job to meet at.
enum JobPorts {
    /// So many on which nobody listens now. Each attempt starts its search at a place of its own, so that jobs that are
    /// prepared at the same time do not choose the same. Throws `unavailable`. Blocks.
    static func free(_ count: Int, for attempt: String) throws -> [Int] {
        let hash = attempt.utf8.reduce(5381 as UInt32) { $0 &* 33 &+ UInt32($1) }
        let first = Int(hash) % range.count
        let candidates = (0..<range.count).lazy.map { range.lowerBound + (first + $0) % range.count }
        let found = Array(candidates.filter(LoopbackListener.isFree).prefix(count))
        guard found.count == count else {
            throw AtelierError(
                .unavailable, "no \(count) free ports in \(range) for the job's processes", hint: "end some servers")
        }
        return found
    }

    /// Below the ports that homes take, and above those of usual servers.
    private static let range = 12000..<20000
}
