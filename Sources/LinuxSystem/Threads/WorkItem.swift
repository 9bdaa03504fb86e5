import Synchronization

/// Work that waits for a thread, and the task that waits for the work.
final class WorkItem<Value: Sendable>: Sendable {
    private let work: @Sendable (NodeWork) throws -> Value
    private let context: NodeWork
    /// Who claims it answers.
    private let caller = Mutex<CheckedContinuation<Value, any Error>?>(nil)

    init(_ context: NodeWork, _ work: @escaping @Sendable (NodeWork) throws -> Value) {
        self.context = context
        self.work = work
    }

    /// False when it was cancelled before, which the task is then told.
    func await(by continuation: CheckedContinuation<Value, any Error>) -> Bool {
        caller.withLock { $0 = continuation }
        guard context.isCancelled, let own = claimed() else { return true }
        own.resume(throwing: CancellationError())
        return false
    }

    func run() {
        claimed()?.resume(with: Result { try work(context) })
    }

    func cancel() {
        context.cancel()
        claimed()?.resume(throwing: CancellationError())
    }

    private func claimed() -> CheckedContinuation<Value, any Error>? {
        caller.withLock { caller in
            defer { caller = nil }
            return caller
        }
    }
}
