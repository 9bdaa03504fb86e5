import CLinux
import Glibc

/// A counter in the kernel that makes a descriptor readable: wakes a thread that sits in `poll`.
package final class EventFD: Sendable {
    private let descriptor: FileDescriptor

    /// For `poll`; stays this value's to close.
    package var raw: Int32 { descriptor.raw }

    package init() throws(PosixError) {
        descriptor = FileDescriptor(owning: try PosixError.shim(linux_eventfd(), "make an eventfd"))
    }

    package func signal() {
        var one: UInt64 = 1
        _ = write(descriptor.raw, &one, 8)
    }

    /// Takes all signals since the last drain; returns whether there was one.
    @discardableResult
    package func drain() -> Bool {
        var count: UInt64 = 0
        return read(descriptor.raw, &count, 8) == 8
    }
}
