import Domain
import LinuxSystem

extension BoxLoad {
    /// What happened between two readings. Pure.
    init(
        from earlier: BoxReading, to later: BoxReading, gpus: [GPULoad] = [],
        ticksPerSecond: Double = Host.ticksPerSecond, pageSize: UInt64 = Host.pageSize
    ) {
        let ticks = max(0.01, later.uptime - earlier.uptime) * ticksPerSecond
        let before = Dictionary(
            earlier.nodes.compactMap { node in node.job.map { (Place(node, $0), $0) } }, uniquingKeysWith: { first, _ in first })
        self.init(
            at: later.at, cores: later.processors.busyShares(since: earlier.processors),
            loadAverage: later.loadAverage, memory: later.memory, disk: later.disk, gpus: gpus,
            nodes: later.nodes.map { node in
                let then = node.job.flatMap { before[Place(node, $0)] }
                let threads = node.job == nil && node.placed.node.job != nil
                    ? ThreadLoad.all(of: node.placed.node.name, from: earlier, to: later) : []
                return NodeLoad(node, since: then, threads: threads, ticks: ticks, pageSize: pageSize)
            })
    }

    /// Where a job's processes were: a job of several nodes has one runner.
    private struct Place: Hashable {
        let workspace: WorkspaceName
        let compute: ComputeName
        let node: NodeName
        let runner: Int32

        init(_ node: BoxReading.Node, _ job: BoxReading.Job) {
            (workspace, compute, self.node) = (node.placed.workspace, node.placed.compute, node.placed.node.name)
            runner = job.runner.pid
        }
    }
}

extension NodeLoad {
    /// So many processes, and threads of each, are told: the busiest.
    private static let most = 64

    /// - Parameter threads: the engine's own, where the node's job is a trial.
    fileprivate init(
        _ node: BoxReading.Node, since earlier: BoxReading.Job?, threads: [ThreadLoad], ticks: Double, pageSize: UInt64
    ) {
        let placed = node.placed
        let job = node.job
        let then = earlier?.runner.startTime == job?.runner.startTime ? earlier : nil
        let processes = (job?.processes ?? []).filter { !$0.entry.hasEnded }.map { process in
            let before = then?.processes.first { $0.entry.isSame(as: process.entry) }
            return ProcessLoad(process, since: before, ticks: ticks, pageSize: pageSize, mostThreads: Self.most)
        }
        // Pages that several processes share are counted for each: what they truly take is dear to ask.
        let resident = processes.reduce(ByteCount(0)) { $0 + $1.memory }
        self.init(
            workspace: placed.workspace, compute: placed.compute, node: placed.node.name, job: placed.node.job,
            processors: Self.busy(job?.allTicks, since: job.flatMap { then?.allTicks(goingOnIn: $0) }, ticks: ticks)
                + threads.reduce(0) { $0 + $1.processors },
            memory: Usage(used: resident, total: placed.node.memory),
            processes: Array(
                processes.sorted { ($1.processors, $0.pid) < ($0.processors, $1.pid) }.prefix(Self.most)),
            threads: threads.isEmpty ? nil : Array(threads.prefix(Self.most)))
    }

    fileprivate static func busy(_ now: UInt64?, since then: UInt64?, ticks: Double) -> Double {
        guard let now else { return 0 }
        let then = then ?? 0
        return now > then ? Double(now - then) / ticks : 0
    }
}

extension ThreadLoad {
    /// The threads that train for a node, the busiest first. Those of its pool have its name, and so have those that a library
    /// made from them.
    fileprivate static func all(of node: NodeName, from earlier: BoxReading, to later: BoxReading) -> [ThreadLoad] {
        let name = NodeThreads.shortened("node \(node)")
        let seconds = max(0.01, later.uptime - earlier.uptime)
        let before = Dictionary(earlier.threads.map { ($0.id, $0.seconds) }, uniquingKeysWith: { first, _ in first })
        return later.threads.filter { $0.name == name }.map { thread in
            let used = max(0, thread.seconds - (before[thread.id] ?? 0))
            return ThreadLoad(
                id: thread.id, name: thread.name, processors: min(1, used / seconds), core: thread.core,
                niceness: thread.niceness)
        }.sorted { ($1.processors, $0.id) < ($0.processors, $1.id) }
    }
}

extension ProcessLoad {
    fileprivate init(
        _ process: BoxReading.Process, since earlier: BoxReading.Process?, ticks: Double, pageSize: UInt64,
        mostThreads: Int
    ) {
        let entry = process.entry
        let threads = process.threads.map { thread in
            let before = earlier?.threads.first { $0.isSame(as: thread) }
            return ThreadLoad(
                id: thread.pid, name: thread.name,
                processors: min(1, NodeLoad.busy(thread.ticks, since: before?.ticks, ticks: ticks)), core: thread.core)
        }
        self.init(
            pid: entry.pid, parent: entry.parent, command: process.command,
            processors: NodeLoad.busy(entry.ticks, since: earlier?.entry.ticks, ticks: ticks),
            memory: ByteCount(Int64(clamping: entry.residentPages * pageSize)),
            threads: Array(threads.sorted { ($1.processors, $0.id) < ($0.processors, $1.id) }.prefix(mostThreads)))
    }
}

extension BoxReading.Job {
    /// What the whole tree ran since it began: what has ended lives on in the count of whoever waited for it, so
    /// processes that come and go between two readings are not lost. The runner waits for those of all nodes, so its
    /// count is nobody's where there are several.
    fileprivate var allTicks: UInt64 { ticks(of: processes) }

    /// The same, without what the runner alone has waited for until the later reading: there its count is no node's.
    fileprivate func allTicks(goingOnIn later: BoxReading.Job) -> UInt64 {
        guard nodes > 1 else { return allTicks }
        let left = Dictionary(processes.map { ($0.entry.pid, $0.entry) }, uniquingKeysWith: { first, _ in first })
        return ticks(
            of: processes.filter { process in
                var next: ProcessTable.Entry? = process.entry
                while let entry = next {
                    if later.processes.contains(where: { $0.entry.isSame(as: entry) }) { return true }
                    next = left[entry.parent]
                }
                return false
            })
    }

    private func ticks(of processes: [BoxReading.Process]) -> UInt64 {
        processes.reduce(nodes > 1 ? 0 : runner.ticks + runner.childTicks) { $0 + $1.entry.ticks + $1.entry.childTicks }
    }
}

extension ProcessTable.Entry {
    fileprivate func isSame(as other: ProcessTable.Entry) -> Bool { pid == other.pid && startTime == other.startTime }
}
