/// How the processors spent their time since boot, from `/proc/stat`.
package struct ProcessorTimes: Sendable, Hashable {
    /// In clock ticks.
    package struct Core: Sendable, Hashable {
        package let busy: UInt64
        package let total: UInt64
    }

    /// By the processor's number; one that is offline is missing.
    package let cores: [Int: Core]

    package init(parsing text: String) {
        var cores: [Int: Core] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let name = words.first, name.hasPrefix("cpu"), let number = Int(name.dropFirst(3)) else { continue }
            // user, nice, system, idle, iowait, irq, softirq, steal; what follows is in the first two already.
            let ticks = words.dropFirst().prefix(8).map { UInt64($0) ?? 0 }
            guard ticks.count > 3 else { continue }
            let total = ticks.reduce(0, +)
            let idle = ticks[3] + (ticks.count > 4 ? ticks[4] : 0)
            cores[number] = Core(busy: total - idle, total: total)
        }
        self.cores = cores
    }

    /// The busy share of each processor since an earlier reading, 0 to 1, by number: one that is offline counts as idle.
    package func busyShares(since earlier: ProcessorTimes) -> [Double] {
        guard let last = cores.keys.max() else { return [] }
        return (0...last).map { number in
            guard let now = cores[number], let then = earlier.cores[number], now.total > then.total else { return 0 }
            // The kernel's count of idle time may go back by a tick.
            guard now.busy > then.busy else { return 0 }
            return min(1, Double(now.busy - then.busy) / Double(now.total - then.total))
        }
    }
}
