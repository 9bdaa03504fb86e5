import Domain
import FoundationEssentials
import LinuxSystem
import Runtimes

/// The box's counters at one moment. Two of them make a load.
struct BoxReading: Sendable {
    struct Process: Sendable {
        let entry: ProcessTable.Entry
        let command: String
        let threads: [ProcessTable.Entry]
    }

    /// The job on a node: its runner, and what descends from it and is that node's.
    struct Job: Sendable {
        let runner: ProcessTable.Entry
        let processes: [Process]
        /// Over how many nodes the job is spread.
        var nodes = 1
    }

    struct Node: Sendable {
        let placed: PlacedNode
        /// Nil when no command runs there.
        let job: Job?
    }

    var at: Date
    /// Seconds since boot: unlike the wall clock it is never set.
    var uptime: Double
    var processors: ProcessorTimes
    var loadAverage: Double
    var memory: Usage
    var disk: Usage
    var nodes: [Node]
    /// The engine's own, among them those of nodes that train.
    var threads: [ThreadUsage] = []
}

extension BoxReading {
    /// Reads `/proc`; blocks its thread for some milliseconds.
    static func ofThisBox(at now: Date, home: HomeLayout, nodes: [PlacedNode]) -> BoxReading {
        let memory = Host.memory
        let disk = Host.space(at: home.root) ?? (0, 0)
        let hasJobs = nodes.contains { $0.node.job != nil }
        let table = hasJobs ? ProcessTable.snapshot() : ProcessTable(entries: [])
        return BoxReading(
            at: now, uptime: Host.uptime, processors: Host.processorTimes, loadAverage: Host.loadAverage,
            memory: Usage(used: memory.totalBytes - memory.availableBytes, total: memory.totalBytes),
            disk: Usage(used: disk.totalBytes - min(disk.availableBytes, disk.totalBytes), total: disk.totalBytes),
            nodes: self.nodes(nodes) { job(in: home.job($0, in: $1), table) }, threads: hasJobs ? ThreadUsage.snapshot() : [])
    }

    /// Every job is read once, however many nodes it has.
    private static func nodes(_ placed: [PlacedNode], read: (JobName, WorkspaceName) -> Job?) -> [Node] {
        struct Key: Hashable {
            let workspace: WorkspaceName
            let job: JobName?
        }
        let parts = Dictionary(grouping: placed) { Key(workspace: $0.workspace, job: $0.node.job) }
            .flatMap { key, nodes -> [(NodeName, WorkspaceName, Job)] in
                guard let name = key.job, let job = read(name, key.workspace) else { return [] }
                // The order the planner of distributions has them in.
                let names = nodes.map(\.node.name).sorted()
                let split = job.split(over: names.count) { entry in
                    ProcessTable.variable(DistributionPlanner.nodeRank, of: entry.pid).flatMap { Int($0) }
                }
                return zip(names, split).map { ($0, key.workspace, $1) }
            }
        return placed.map { node in
            Node(placed: node, job: parts.first { $0.0 == node.node.name && $0.1 == node.workspace }?.2)
        }
    }

    /// Nil when no command of the job runs.
    static func job(in layout: JobLayout, _ table: ProcessTable) -> Job? {
        guard let record = RunnerRecord.latest(in: layout),
            record.runner.bootID == ProcessIdentity.currentBoot,
            let runner = table.entries.first(where: {
                $0.pid == record.runner.pid && $0.startTime == record.runner.startTime && !$0.hasEnded
            })
        else { return nil }
        // The runner adopts its orphans, so nothing of the job is anywhere else.
        let processes = table.descendants(of: runner.pid).map { entry in
            Process(
                entry: entry, command: ProcessTable.commandLine(of: entry),
                threads: entry.hasEnded ? [] : ProcessTable.threads(of: entry.pid))
        }
        return Job(runner: runner, processes: processes)
    }
}

extension BoxReading.Job {
    /// What each of several nodes has of it: the processes that were started there, with all that descends from them. What
    /// does not say where it belongs is the first node's, as the leader is.
    ///
    /// - Parameter rank: the node of a process that the runner started or adopted.
    func split(over count: Int, rank: (ProcessTable.Entry) -> Int?) -> [Self] {
        guard count > 1 else { return [self] }
        let children = Dictionary(grouping: processes, by: \.entry.parent)
        var parts = Array(repeating: [BoxReading.Process](), count: count)
        for root in children[runner.pid] ?? [] {
            let place = rank(root.entry).flatMap { parts.indices.contains($0) ? $0 : nil } ?? 0
            var open = [root]
            while let next = open.popLast() {
                parts[place].append(next)
                open += children[next.entry.pid] ?? []
            }
        }
        return parts.map { Self(runner: runner, processes: $0, nodes: count) }
    }
}

extension Usage {
    init(used: UInt64, total: UInt64) {
        self.init(used: ByteCount(Int64(clamping: used)), total: ByteCount(Int64(clamping: total)))
    }
}
