import Glibc

/// The process's own three streams.
package struct SystemConsole: Console {
    package let outputIsTerminal = isatty(1) == 1
    package let errorIsTerminal = isatty(2) == 1
    package let inputIsTerminal = isatty(0) == 1

    package init() {}

    package func write(_ bytes: [UInt8]) throws {
        guard !Self.put(bytes, to: 1) else { return }
        guard errno != EPIPE else { throw OutputClosed() }
        let reason = String(cString: strerror(errno))
        throw OutputRefused(reason: reason.prefix(1).lowercased() + reason.dropFirst())
    }

    package func note(_ bytes: [UInt8]) {
        _ = Self.put(bytes, to: 2)
    }

    package func readLine() -> String? {
        Swift.readLine()
    }

    private static func put(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                if count < 0, errno == EAGAIN {
                    var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&waiting, 1, -1)
                    continue
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                written += count
            }
            return true
        }
    }
}
