import Synchronization

/// A bell that many may ring and one waits for. A ring before the wait is not lost; several rings are one.
package final class Doorbell: Sendable {
    private enum State {
        case quiet
        case rung
        case awaited(CheckedContinuation<Bool, Never>)
    }

    private let state = Mutex(State.quiet)

    package init() {}

    package func ring() {
        answer(rung: true)?.resume(returning: true)
    }

    /// Returns at the next ring, at once when there was one since the last wait. Throws only `CancellationError`.
    /// One task waits at a time.
    package func wait() async throws(CancellationError) {
        let rung = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now = state.withLock { state -> Bool? in
                    if Task.isCancelled { return false }
                    if case .rung = state {
                        state = .quiet
                        return true
                    }
                    state = .awaited(continuation)
                    return nil
                }
                if let now { continuation.resume(returning: now) }
            }
        } onCancel: {
            answer(rung: false)?.resume(returning: false)
        }
        if !rung { throw CancellationError() }
    }

    private func answer(rung: Bool) -> CheckedContinuation<Bool, Never>? {
        state.withLock { state in
            switch state {
            case .awaited(let continuation):
                state = .quiet
                return continuation
            case .quiet, .rung:
                if rung { state = .rung }
                return nil
            }
        }
    }
}
