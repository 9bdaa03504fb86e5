import Synchronization

extension BlockingWork {
    /// Calls `body` with each number below `count` once, on this thread and on others made for it, as many in all as there are
    /// processors, and returns when all calls are over.
    package static func parallel(_ count: Int, _ body: @Sendable (Int) -> Void) {
        let helpers = min(count, Host.onlineCores) - 1
        guard helpers > 0 else { return (0..<count).forEach(body) }
        withoutActuallyEscaping(body) { body in
            let calls = SharedCalls(count, helpers: helpers, body)
            for _ in 0..<helpers { start { calls.help() } }
            calls.finish()
        }
    }
}

/// Calls that several threads take from.
///
/// `@unchecked Sendable`: what varies is behind the monitor, or atomic.
private final class SharedCalls: @unchecked Sendable {
    private let monitor = Monitor()
    private let count: Int
    /// Nil once all calls are over: a helper that ends late must not keep what it holds.
    private var body: (@Sendable (Int) -> Void)?
    private let next = Atomic(0)
    private var helping: Int

    init(_ count: Int, helpers: Int, _ body: @escaping @Sendable (Int) -> Void) {
        self.count = count
        self.body = body
        helping = helpers
    }

    func help() {
        take()
        monitor.withLock { helping -= 1 }
        monitor.signal()
    }

    func finish() {
        take()
        monitor.withLock { while helping > 0 { monitor.wait() } }
        body = nil
    }

    private func take() {
        guard let body else { return }
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < count else { return }
            body(index)
        }
    }
}
