import Glibc

/// How a process ended.
package enum TerminationStatus: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)

    /// From what `waitpid` stores.
    package init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited((waitStatus >> 8) & 0xFF) : .signalled(signal)
    }

    package var isSuccess: Bool { self == .exited(0) }
}

extension TerminationStatus: CustomStringConvertible {
    /// `exit code 3`, `signal 9 (Killed)`
    package var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let number):
            strsignal(number).map { "signal \(number) (\(String(cString: $0)))" } ?? "signal \(number)"
        }
    }
}
