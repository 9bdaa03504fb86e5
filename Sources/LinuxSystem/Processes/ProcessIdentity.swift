package import Glibc

/// A process that cannot be mistaken for a later one with the same pid: pid, when it started, and in which boot.
package struct ProcessIdentity: Codable, Sendable, Hashable {
    package let pid: pid_t
    /// Clock ticks after boot, field 22 of `/proc/<pid>/stat`.
    package let startTime: UInt64
    package let bootID: String

    package init(pid: pid_t, startTime: UInt64, bootID: String) {
        self.pid = pid
        self.startTime = startTime
        self.bootID = bootID
    }

    /// The process that has this pid now, a zombie too; nil when there is none.
    package init?(pid: pid_t) {
        guard let entry = ProcessTable.entry(pid) else { return nil }
        self.init(pid: pid, startTime: entry.startTime, bootID: Self.currentBoot)
    }

    /// This process.
    package static var current: ProcessIdentity {
        ProcessIdentity(pid: getpid()) ?? ProcessIdentity(pid: getpid(), startTime: 0, bootID: currentBoot)
    }

    /// It runs; a zombie does not.
    package var isAlive: Bool {
        guard bootID == Self.currentBoot, let entry = ProcessTable.entry(pid) else { return false }
        return entry.startTime == startTime && !entry.hasEnded
    }

    /// A fresh random id the kernel draws at each boot.
    package static let currentBoot: String = {
        let text = (try? DurableFile.read("/proc/sys/kernel/random/boot_id")) ?? []
        return String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self)
    }()
}
