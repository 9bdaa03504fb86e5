import FoundationEssentials
import Runtimes
import Synchronization

/// The logs that are being read, each with one index for all its readers. One that nobody reads any more is kept for a
/// while, for whoever comes back.
final class LogShelf: Sendable {
    private struct Entry {
        let log: IndexedLog
        var readers = 0
        var leftAt = Date.distantPast
        var isWatched = false
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let clock: EngineClock
    private let keep: Duration

    init(clock: EngineClock, keep: Duration = .seconds(60)) {
        self.clock = clock
        self.keep = keep
    }

    /// How many logs are in memory.
    var count: Int { entries.withLock { $0.count } }

    /// A log, there for as long as the loan is held.
    func loan(_ path: String) -> LogLoan {
        let log = entries.withLock { entries in
            entries[path, default: Entry(log: IndexedLog(path: path))].readers += 1
            return entries[path]?.log
        }
        return LogLoan(log ?? IndexedLog(path: path)) { [weak self] in self?.leave(path) }
    }

    private func leave(_ path: String) {
        let now = clock.now()
        let isToBeWatched = entries.withLock { entries in
            guard var entry = entries[path] else { return false }
            entry.readers -= 1
            guard entry.readers == 0 else {
                entries[path] = entry
                return false
            }
            entry.leftAt = now
            let isFirst = !entry.isWatched
            entry.isWatched = true
            entries[path] = entry
            return isFirst
        }
        guard isToBeWatched else { return }
        Task { [weak self, clock, keep] in
            while true {
                // Without a clock that runs there is no later.
                let isOver = (try? await clock.sleep(keep)) == nil
                guard let self, !self.dropped(path, at: clock.now(), anyway: isOver) else { return }
            }
        }
    }

    /// Whether there is nothing to watch any more.
    private func dropped(_ path: String, at now: Date, anyway: Bool) -> Bool {
        entries.withLock { entries in
            guard let entry = entries[path] else { return true }
            guard entry.readers == 0 else {
                entries[path]?.isWatched = false
                return true
            }
            let seconds = Double(keep.components.seconds)
            guard anyway || now.timeIntervalSince(entry.leftAt) >= seconds else { return false }
            entries[path] = nil
            return true
        }
    }
}

/// Returns its log to the shelf when it goes away.
final class LogLoan: Sendable {
    let log: IndexedLog
    private let leave: @Sendable () -> Void

    init(_ log: IndexedLog, leave: @escaping @Sendable () -> Void) {
        self.log = log
        self.leave = leave
    }

    deinit {
        leave()
    }
}
