import LinuxSystem
import Synchronization

/// Ports of its own for every box, so that no engine finds its port taken: not at its first start, and not when it was
/// killed and comes back while other boxes start. They lie below those that homes choose for themselves.
enum BoxPorts {
    /// The ports of the next box.
    static func next() throws -> (tracking: Int, scoring: Int) {
        let block = try block.get()
        let index = count.add(1, ordering: .relaxed).oldValue
        guard index < perBlock else { throw Box.Failure("no ports left for box \(index)") }
        let tracking = block.port + 2 * (index + 1)
        return (tracking, tracking + 1)
    }

    private static let range = 10000..<20000
    private static let perBlock = 249
    private static let count = Atomic(0)

    /// A block of ports is a test process's as long as it listens on the first: other runs on this machine look further.
    private static let block = Result<LoopbackListener, Box.Failure> {
        () throws(Box.Failure) -> LoopbackListener in
        for first in stride(from: range.lowerBound, to: range.upperBound, by: 2 * perBlock + 2) {
            if let listener = try? LoopbackListener(port: first) { return listener }
        }
        throw Box.Failure("every block of ports in \(range) is in use")
    }
}
