import CLinux
import Glibc

/// A hold on one running process, ours or not, through a pidfd: signals and waits never reach a later process that got
/// the same pid.
package final class ProcessHandle: Sendable {
    package let identity: ProcessIdentity
    private let pidfd: FileDescriptor

    /// Nil when that process is gone already.
    package init?(_ identity: ProcessIdentity) throws(PosixError) {
        let raw = linux_pidfd_open(identity.pid)
        if raw == -ESRCH || raw == -EINVAL { return nil }
        try PosixError.shim(raw, "watch process", "\(identity.pid)")
        pidfd = FileDescriptor(owning: raw)
        self.identity = identity
        // Only now is the pid held fast: look whether it is the process that was meant.
        guard identity.isAlive else { return nil }
    }

    /// For a child that was just spawned, and may have ended already.
    init(child pid: pid_t) throws(PosixError) {
        pidfd = FileDescriptor(
            owning: try PosixError.shim(linux_pidfd_open(pid), "watch process", "\(pid)"))
        identity = ProcessIdentity(pid: pid) ?? ProcessIdentity(pid: pid, startTime: 0, bootID: "")
    }

    package var hasExited: Bool {
        var poll = pollfd(fd: pidfd.raw, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, 0) == 1
    }

    /// Returns when the process has ended. Works for processes that are not our children. Any number of tasks may wait.
    package func waitForExit() async throws {
        let duplicate = try pidfd.duplicate()
        try await ReadinessMonitor.shared.readable(duplicate.raw)
    }

    /// - Returns: false when the process has ended.
    @discardableResult
    package func signal(_ number: Int32) throws(PosixError) -> Bool {
        let result = linux_pidfd_signal(pidfd.raw, number)
        if result == -ESRCH { return false }
        try PosixError.shim(result, "signal process", "\(identity.pid)")
        return true
    }

    /// Calls `handler` once when the process has ended, on the monitor's thread.
    func onExit(_ handler: @escaping @Sendable () -> Void) throws(PosixError) {
        _ = try ReadinessMonitor.shared.onReadable(pidfd.raw, handler)
    }
}
