internal import CCurses
internal import Glibc

/// Writes to the terminal without ever waiting for it: what a stalled line does not take stays here until it does.
final class TerminalWriter {
    let descriptor: Int32
    private let isOwn: Bool
    private var unsent: [UInt8] = []
    private(set) var total = 0
    /// The terminal answers no more: nothing is kept for it.
    private(set) var isGone = false

    /// Opens the terminal behind `output` anew: not waiting is a property of the open file, and the shell shares the old
    /// one. Where that is not allowed, after `su` for one, the old one has to do, and waits.
    init(_ output: Int32) {
        var name = [CChar](repeating: 0, count: 256)
        let opened =
            ttyname_r(output, &name, name.count) == 0 ? open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1
        descriptor = opened >= 0 ? opened : output
        isOwn = opened >= 0
    }

    deinit {
        if isOwn { close(descriptor) }
    }

    var hasUnsent: Bool { !unsent.isEmpty }

    func write(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        total += bytes.count
        if unsent.isEmpty {
            let sent = send(bytes[...])
            if sent < bytes.count, !isGone { unsent = Array(bytes[sent...]) }
        } else {
            unsent += bytes
            drain()
        }
    }

    func drain() {
        guard !unsent.isEmpty else { return }
        let sent = send(unsent[...])
        if isGone {
            unsent = []
        } else {
            unsent.removeFirst(sent)
        }
    }

    /// Waits up to so long for the last bytes to leave, for the end of the screen.
    func finish(within milliseconds: Int32) {
        drain()
        while !unsent.isEmpty {
            var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            guard poll(&ready, 1, milliseconds) == 1 else { break }
            drain()
        }
        unsent = []
    }

    /// Whether the line is behind: it takes nothing, or has more waiting than a key's echo should queue behind.
    var isBacklogged: Bool {
        drain()
        return !unsent.isEmpty || cc_unsent(descriptor) > 4096
    }

    private func send(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent)
                if count > 0 {
                    sent += count
                } else if count == 0 || errno == EAGAIN {
                    break
                } else if errno != EINTR {
                    isGone = true
                    break
                }
            }
            return sent
        }
    }
}
