import Synchronization

/// What work on a node's threads is given: whether it is still wanted, and the other threads.
package final class NodeWork: Sendable {
    private let cancelled = Atomic(false)
    private let queue: WorkQueue
    /// Of the pool, the calling one among them.
    package let threads: Int

    init(_ queue: WorkQueue, threads: Int) {
        self.queue = queue
        self.threads = threads
    }

    /// To be asked now and then; work that is not wanted any more throws `CancellationError`.
    package var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    func cancel() { cancelled.store(true, ordering: .relaxed) }

    /// Calls `body` with each number below `count` once, on this thread and those of the pool that have nothing else to do, and
    /// returns when all calls are over. As the calling thread takes part it never waits for one that is busy with something
    /// else, and a body may do the same again.
    ///
    /// Throws what a body throws first, or `CancellationError`; the calls that have not begun by then are not made.
    package func parallel(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
        guard count > 0 else { return }
        let deal = ParallelDeal(count, self, body)
        let helpers = min(threads, count) - 1
        if helpers > 0 { queue.addUrgent({ deal.help() }, count: helpers) }
        try deal.finish()
    }
}

/// Calls that are dealt out to whichever threads come.
///
/// `@unchecked Sendable`: what varies is behind the monitor.
private final class ParallelDeal: @unchecked Sendable {
    private let monitor = Monitor()
    private let count: Int
    private let work: NodeWork
    /// Nil once nothing is dealt out any more: who comes too late must not keep what it holds.
    private var body: (@Sendable (Int) throws -> Void)?
    private var next = 0
    private var helping = 0
    private var failure: (any Error)?

    init(_ count: Int, _ work: NodeWork, _ body: @escaping @Sendable (Int) throws -> Void) {
        self.count = count
        self.work = work
        self.body = body
    }

    func help() {
        monitor.lock()
        guard body != nil else { return monitor.unlock() }
        helping += 1
        take()
        helping -= 1
        monitor.unlock()
        monitor.signal()
    }

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
            if work.isCancelled {
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
