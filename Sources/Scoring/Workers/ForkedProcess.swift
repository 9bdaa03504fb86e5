import Glibc
import LinuxSystem
import Synchronization

/// A worker that a template forked. It is the template's child, so how it ended comes from there; that it ended is seen
/// here too, whatever has become of the template.
final class ForkedProcess: WorkerChild {
    private enum State {
        case running([@Sendable (TerminationStatus?) -> Void])
        case ended(TerminationStatus?)
    }

    /// How long the template may take to say how its child ended.
    private static let reportTime = Duration.seconds(1)

    let pid: pid_t
    /// Nil when the process was gone before it could be held.
    private let handle: ProcessHandle?
    private let state = Mutex(State.running([]))

    init(pid: pid_t) {
        self.pid = pid
        handle = ProcessIdentity(pid: pid).flatMap { try? ProcessHandle($0) }
        Task {
            try? await handle?.waitForExit()
            try? await Task.sleep(for: Self.reportTime)
            end(nil)
        }
    }

    var hasExited: Bool { handle?.hasExited ?? true }

    /// The process has ended. The first report counts.
    func end(_ status: TerminationStatus?) {
        let handlers = state.withLock { state -> [@Sendable (TerminationStatus?) -> Void] in
            guard case .running(let handlers) = state else { return [] }
            state = .ended(status)
            return handlers
        }
        for handler in handlers { handler(status) }
    }

    func whenEnded(_ handler: @escaping @Sendable (TerminationStatus?) -> Void) {
        let ended = state.withLock { state -> TerminationStatus?? in
            switch state {
            case .running(let handlers):
                state = .running(handlers + [handler])
                return nil
            case .ended(let status): return .some(status)
            }
        }
        if case .some(let status) = ended { handler(status) }
    }
}
