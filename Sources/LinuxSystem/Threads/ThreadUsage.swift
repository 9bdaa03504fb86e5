package import Glibc

/// What one thread of this process has used so far.
package struct ThreadUsage: Sendable, Hashable {
    package let id: pid_t
    /// At most 15 bytes: `node local-0`.
    package let name: String
    /// Of processor time, since it began.
    package let seconds: Double
    package let niceness: Int
    /// The processor it last ran on.
    package let core: Int

    package init(id: pid_t, name: String, seconds: Double, niceness: Int, core: Int) {
        self.id = id
        self.name = name
        self.seconds = seconds
        self.niceness = niceness
        self.core = core
    }

    /// The threads of this process that live now, as `/proc` tells them; of two looks, the difference is what was used between.
    package static func snapshot() -> [ThreadUsage] {
        let ticks = Host.ticksPerSecond
        return ProcessTable.threads(of: getpid()).map { entry in
            ThreadUsage(
                id: entry.pid, name: entry.name, seconds: Double(entry.ticks) / ticks, niceness: entry.niceness, core: entry.core)
        }
    }

    /// Of all threads with a name, which are those of one pool.
    package static func seconds(of name: String, in usages: [ThreadUsage]) -> Double {
        let shown = NodeThreads.shortened(name)
        return usages.reduce(0) { $1.name == shown ? $0 + $1.seconds : $0 }
    }
}
