import Domain
import FoundationEssentials
import LinuxSystem
import Scoring

/// What the workers' processes hold and use, from one measurement to the next.
actor WorkerUsage {
    private var before: [Int32: (entry: ProcessTable.Entry, at: Date)] = [:]

    /// By process id; a worker whose process is gone is left out. Of one that is seen for the first time, the processors
    /// are those since its start.
    func measure(_ workers: [PoolLoad.Worker], at now: Date) async -> [Int32: WorkerLoad] {
        let pids = workers.map(\.pid)
        let entries = (try? await BlockingWork.run { pids.map { ProcessTable.entry($0) } }) ?? []
        var loads: [Int32: WorkerLoad] = [:]
        var seen: [Int32: (entry: ProcessTable.Entry, at: Date)] = [:]
        for (worker, entry) in zip(workers, entries) {
            guard let entry, !entry.hasEnded else { continue }
            // A process that merely has the number of one seen earlier started at another time.
            let last = before[worker.pid].flatMap { $0.entry.startTime == entry.startTime ? $0 : nil }
            let used = Double(entry.ticks) - Double(last?.entry.ticks ?? 0)
            let elapsed = now.timeIntervalSince(last?.at ?? worker.startedAt)
            loads[worker.pid] = WorkerLoad(
                pid: worker.pid, state: worker.state == .idle ? "ready" : worker.state.rawValue,
                memory: ByteCount(Int64(clamping: entry.residentPages * Host.pageSize)),
                processors: elapsed > 0 ? max(0, used / Host.ticksPerSecond / elapsed) : 0,
                startedAt: worker.startedAt, restarts: worker.restarts)
            seen[worker.pid] = (entry, now)
        }
        before = seen
        return loads
    }
}
