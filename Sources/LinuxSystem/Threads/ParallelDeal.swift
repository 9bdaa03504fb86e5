/// Calls that are dealt out to whichever threads come.
///
/// `@unchecked Sendable`: what varies is behind the monitor.
final class ParallelDeal: @unchecked Sendable {
    private let monitor = Monitor()
    private let count: Int
    private let isCancelled: @Sendable () -> Bool
    /// Nil once nothing is dealt out any more: who comes too late must not keep what it holds.
    private var body: (@Sendable (Int) throws -> Void)?
    private var next = 0
    private var helping = 0
    private var failure: (any Error)?

    init(
        _ count: Int, isCancelled: @escaping @Sendable () -> Bool = { false }, _ body: @escaping @Sendable (Int) throws -> Void
    ) {
        self.count = count
        self.isCancelled = isCancelled
        self.body = body
    }

    /// Takes calls until none is left. For the threads beside the one that waits.
    func help() {
        monitor.lock()
        guard body != nil else { return monitor.unlock() }
        helping += 1
        take()
        helping -= 1
        monitor.unlock()
        monitor.signal()
    }

    /// Takes calls too, and returns when all are over. Throws what a body threw first, or `CancellationError`.
    func finish() throws {
        monitor.lock()
        take()
        body = nil
        while helping > 0 { monitor.wait() }
        let failure = self.failure
        monitor.unlock()
        if let failure { throw failure }
    }

    /// With the lock held, which is given away for every call. Who has returned holds the body no more: it may be one that must
    /// not be there any longer once `finish` has returned.
    @inline(never)
    private func take() {
        guard let body else { return }
        while next < count, failure == nil {
            if isCancelled() {
                failure = CancellationError()
                return
            }
            let index = next
            next += 1
            monitor.unlock()
            var refusal: (any Error)?
            do { try body(index) } catch { refusal = error }
            monitor.lock()
            failure = failure ?? refusal
        }
    }
}
