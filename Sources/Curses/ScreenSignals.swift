internal import CCurses
internal import Glibc

/// What reaches a full-screen program as a signal.
package enum ScreenSignal: Hashable, Sendable {
    /// The window has another size.
    case resize
    /// End in good order.
    case terminate
    /// The terminal is gone.
    case hangUp
    case interrupt
    /// Somebody asks us to stop as ^Z would.
    case stop
    /// We were stopped and go on.
    case continued
}

/// Signals as something to poll beside the input: the handlers only write a byte. One at a time in a process.
package final class ScreenSignals {
    /// Readable when there is something to `drain`.
    package let descriptor: Int32

    private static let numbers: [(Int32, ScreenSignal)] = [
        (SIGWINCH, .resize), (SIGTERM, .terminate), (SIGHUP, .hangUp), (SIGINT, .interrupt), (SIGTSTP, .stop),
        (SIGCONT, .continued),
    ]

    package init() throws(ScreenError) {
        let reader = cc_signals_open(Self.numbers.map(\.0), Int32(Self.numbers.count))
        // Before the value is whole: otherwise its end would close what somebody else opened.
        guard reader >= 0 else { throw .refused("signals are listened to already, or no pipe is to be had") }
        descriptor = reader
    }

    deinit {
        cc_signals_close()
    }

    /// The signals since the last time, each once, in the order they first came: a drag of the window's corner is one.
    package func drain() -> [ScreenSignal] {
        var signals: [ScreenSignal] = []
        var bytes = [UInt8](repeating: 0, count: 256)
        while true {
            let count = read(descriptor, &bytes, bytes.count)
            guard count > 0 else { return signals }
            for byte in bytes.prefix(count) {
                guard let signal = Self.numbers.first(where: { $0.0 == Int32(byte) })?.1, !signals.contains(signal)
                else { continue }
                signals.append(signal)
            }
        }
    }
}
