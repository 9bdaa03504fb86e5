import CLinux
import Glibc

/// Wakes a thread that waits in `poll`: rung from anywhere, silenced by whoever answers. Ring it once a visit.
package final class PollBell: Sendable {
    /// Readable once rung.
    package let descriptor: Int32
    private let writer: Int32

    package init() throws(PosixError) {
        var ends: [Int32] = [-1, -1]
        try PosixError.shim(linux_pipe(&ends, 1), "make a pipe")
        descriptor = ends[0]
        writer = ends[1]
    }

    deinit {
        close(descriptor)
        close(writer)
    }

    package func ring() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    package func silence() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(descriptor, &bytes, bytes.count) == bytes.count {}
    }
}
