import Glibc

/// Work that blocks its thread: copying, hashing, waiting. The cooperative pool has as few threads as the box has cores and
/// must not be blocked, so each piece of work gets a thread of its own for as long as it takes.
package enum BlockingWork {
    /// Runs `work` on a new thread and returns its result. Cancelling the task does not stop the work.
    package static func run<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            start { continuation.resume(with: Swift.Result(catching: work)) }
        }
    }

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// - Parameter stackSize: bytes; the default leaves room for deep recursion.
    package static func start(stackSize: Int = 8 << 20, _ work: @escaping @Sendable () -> Void) {
        // Out of threads: late is better than never, and slow better than lost.
        do { try startThread(stackSize: stackSize, work) } catch { work() }
    }

    /// Throws when there can be no further thread; for work that must not be done on the calling one.
    static func startThread(stackSize: Int = 8 << 20, _ work: @escaping @Sendable () -> Void) throws(PosixError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, stackSize)
        var id = pthread_t()
        let body = Unmanaged.passRetained(Body(work))
        let code = pthread_create(&id, &attributes, { context in
            if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
            return nil
        }, body.toOpaque())
        if code != 0 {
            body.release()
            throw PosixError(code, "start", "a thread")
        }
    }
}
