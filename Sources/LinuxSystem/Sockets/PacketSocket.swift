import CLinux
import Glibc

/// One end of a connected pair of local sockets that keep messages apart (`SOCK_SEQPACKET`). Nothing here waits.
package struct PacketSocket: ~Copyable, Sendable {
    /// What one message may hold; the kernel's own limit is larger.
    package static let longestMessage = 128 << 10

    private let descriptor: FileDescriptor

    /// Takes over an end that is already open.
    package init(owning raw: Int32) {
        descriptor = FileDescriptor(owning: raw)
    }

    package var raw: Int32 { descriptor.raw }

    /// Two connected ends, for the caller to own.
    package static func pair() throws(PosixError) -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        try PosixError.checked("make a pair of sockets") {
            socketpair(AF_UNIX, Int32(SOCK_SEQPACKET.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &ends)
        }
        return (ends[0], ends[1])
    }

    /// Tells the other side that nothing more is sent; what it says is still heard.
    package borrowing func finishSending() {
        shutdown(descriptor.raw, Int32(SHUT_WR))
    }

    /// Sends one message with copies of descriptors. Throws `EAGAIN` when the other side reads too slowly, `EMSGSIZE`
    /// for what is longer than `longestMessage`.
    package borrowing func send(_ bytes: [UInt8], descriptors: [Int32] = []) throws(PosixError) {
        guard bytes.count <= Self.longestMessage else { throw PosixError(EMSGSIZE, "send a message") }
        let raw = raw
        try PosixError.shim(
            bytes.withUnsafeBytes { bytes in
                descriptors.withUnsafeBufferPointer { held in
                    linux_send_message(raw, bytes.baseAddress, bytes.count, held.baseAddress, Int32(held.count))
                }
            }, "send a message")
    }

    /// The next message; nil when there is none yet, empty when the other side is gone.
    package borrowing func receive() throws(PosixError) -> [UInt8]? {
        let raw = raw
        var buffer = [UInt8](repeating: 0, count: 4096)
        do throws(PosixError) {
            let count = try PosixError.checked("receive a message") {
                recv(raw, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            }
            return Array(buffer[..<count])
        } catch {
            if error.code == EAGAIN { return nil }
            if error.code == ECONNRESET { return [] }
            throw error
        }
    }
}
