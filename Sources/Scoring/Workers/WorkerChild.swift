import Glibc
import LinuxSystem

/// The process of a worker, however it was started.
protocol WorkerChild: AnyObject, Sendable {
    var pid: pid_t { get }
    /// It has ended, though nobody may have been told yet.
    var hasExited: Bool { get }
    /// Calls `handler` once when the process has ended, from any thread; nil when nobody knows how.
    func whenEnded(_ handler: @escaping @Sendable (TerminationStatus?) -> Void)
}

extension ChildProcess: WorkerChild {
    var hasExited: Bool { handle.hasExited }

    func whenEnded(_ handler: @escaping @Sendable (TerminationStatus?) -> Void) {
        Task {
            // Nobody cancels this task, and cancellation is all that the wait throws.
            handler(try? await waitForExit())
        }
    }
}
