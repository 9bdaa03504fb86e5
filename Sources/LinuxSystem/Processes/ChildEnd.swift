import CLinux
package import Glibc

/// The end of one child with what it used, read while it still is a zombie: its pid cannot be given to another process
/// before somebody reaps it.
package struct ChildEnd: Sendable, Hashable {
    package let pid: pid_t
    package var status: TerminationStatus
    /// Of the child and the children it waited for.
    package private(set) var userMicroseconds: UInt64
    package private(set) var systemMicroseconds: UInt64
    /// The largest of them.
    package private(set) var maximumResidentBytes: UInt64

    /// Nil while the child runs. One that somebody else reaped is lost: that it ended is all that is known.
    package static func of(_ pid: pid_t) -> ChildEnd? {
        var end = linux_child_end()
        switch linux_peek_end(pid, &end) {
        case 1: return nil
        case 0: break
        default: return ChildEnd(lost: pid)
        }
        return ChildEnd(
            pid: end.pid, status: end.signalled != 0 ? .signalled(end.status) : .exited(end.status),
            userMicroseconds: end.user, systemMicroseconds: end.system, maximumResidentBytes: end.resident)
    }

    private init(
        pid: pid_t, status: TerminationStatus, userMicroseconds: UInt64, systemMicroseconds: UInt64, maximumResidentBytes: UInt64
    ) {
        self.pid = pid
        self.status = status
        self.userMicroseconds = userMicroseconds
        self.systemMicroseconds = systemMicroseconds
        self.maximumResidentBytes = maximumResidentBytes
    }

    private init(lost pid: pid_t) {
        self.init(pid: pid, status: .exited(-1), userMicroseconds: 0, systemMicroseconds: 0, maximumResidentBytes: 0)
    }

    /// Adds what the children used that this process has reaped so far.
    package mutating func addReaped() {
        var reaped = linux_child_end()
        linux_reaped_usage(&reaped)
        userMicroseconds += reaped.user
        systemMicroseconds += reaped.system
        maximumResidentBytes = max(maximumResidentBytes, reaped.resident)
    }
}
