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

    /// The job on a node: its runner, and what descends from it.
    struct Job: Sendable {
        let runner: ProcessTable.Entry
        let processes: [Process]
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
            nodes: nodes.map { Node(placed: $0, job: job(on: $0, home, table)) })
    }

    private static func job(on placed: PlacedNode, _ home: HomeLayout, _ table: ProcessTable) -> Job? {
        guard let name = placed.node.job else { return nil }
        return job(in: home.job(name, in: placed.workspace), table)
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

extension Usage {
    init(used: UInt64, total: UInt64) {
        self.init(used: ByteCount(Int64(clamping: used)), total: ByteCount(Int64(clamping: total)))
    }
}
