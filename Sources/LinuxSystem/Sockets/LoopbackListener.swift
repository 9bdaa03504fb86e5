import Glibc
import Synchronization

/// A TCP port of 127.0.0.1 that this process listens on, and holds until this value goes away or a server takes the
/// socket over. Between a look at a port and its use another process may take it; a listening socket cannot be taken.
package final class LoopbackListener: Sendable {
    package let port: Int
    private let socket: Mutex<Int32?>

    /// Listens on `port`, or on any free one for 0. Connections wait in the kernel's queue until somebody answers.
    package init(port: Int, backlog: Int32 = 128) throws(PosixError) {
        let subject = "\(Self.host):\(port)"
        let socket = FileDescriptor(
            owning: try PosixError.checked("open a socket for", subject) {
                Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            })
        let raw = socket.raw
        var reuse: Int32 = 1
        try PosixError.checked("listen on", subject) {
            setsockopt(raw, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr = in_addr(s_addr: inet_addr(Self.host))
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        try PosixError.checked("listen on", subject) {
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(raw, $0, size) }
            }
        }
        try PosixError.checked("listen on", subject) { Glibc.listen(raw, backlog) }
        try PosixError.checked("listen on", subject) {
            withUnsafeMutablePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(raw, $0, &size) }
            }
        }
        self.port = Int(in_port_t(bigEndian: address.sin_port))
        self.socket = Mutex(socket.release())
    }

    deinit {
        socket.withLock { if let raw = $0 { close(raw) } }
    }

    package static let host = "127.0.0.1"

    /// Whether nobody listens on the port now.
    package static func isFree(_ port: Int) -> Bool {
        (try? LoopbackListener(port: port)) != nil
    }

    /// Gives the listening socket to a server, which closes it from then on; nil when one has it already.
    package func handOver() -> Int32? {
        socket.withLock { socket in
            defer { socket = nil }
            return socket
        }
    }
}
