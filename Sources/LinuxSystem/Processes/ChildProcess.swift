package import Glibc
import Synchronization

/// A process we started. It is reaped when it ends, waited for or not, so none stays behind as a zombie.
package final class ChildProcess: Sendable {
    private struct State {
        var status: TerminationStatus?
        var waiters: [Doorbell] = []
    }

    package let handle: ProcessHandle
    private let state = Mutex(State())

    package var pid: pid_t { handle.identity.pid }

    /// Starts the program.
    package init(_ spawn: Spawn) throws(PosixError) {
        let pid = try spawn.start()
        do {
            handle = try ProcessHandle(child: pid)
            // Holds itself until the process has ended.
            try handle.onExit { [self] in reap() }
        } catch {
            kill(pid, SIGKILL)
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            throw error
        }
    }

    /// Nil while it runs.
    package var exitStatus: TerminationStatus? { state.withLock { $0.status } }

    /// Any number of tasks may wait. Throws only `CancellationError`; the process goes on then.
    package func waitForExit() async throws -> TerminationStatus {
        let bell = Doorbell()
        let ended = state.withLock { state in
            if state.status == nil { state.waiters.append(bell) }
            return state.status
        }
        if let ended { return ended }
        defer { state.withLock { state in state.waiters.removeAll { $0 === bell } } }
        while true {
            try await bell.wait()
            if let status = exitStatus { return status }
        }
    }

    /// Ends its whole group: INT, TERM and KILL with `grace` between them, and KILL for what outlives the leader.
    /// For programs started with `.ownGroup` or `.ownSession`.
    @discardableResult
    package func terminate(
        grace: Duration, signals: [Int32] = [SIGTERM], clock: any Clock<Duration> = ContinuousClock()
    ) async -> TerminationStatus? {
        await ProcessGroup(pid).end(signals: signals, grace: grace, clock: clock) { _ = try await self.waitForExit() }
        return exitStatus
    }

    private func reap() {
        var status: Int32 = 0
        var result: pid_t
        repeat { result = waitpid(pid, &status, 0) } while result < 0 && errno == EINTR
        // Somebody else reaped it: that it ended is all that is known.
        let end: TerminationStatus = result == pid ? TerminationStatus(waitStatus: status) : .exited(-1)
        let waiters = state.withLock { state in
            state.status = end
            defer { state.waiters = [] }
            return state.waiters
        }
        for bell in waiters { bell.ring() }
    }
}
