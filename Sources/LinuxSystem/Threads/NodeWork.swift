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
        try finish(ParallelDeal(count, isCancelled: { self.isCancelled }, body), of: count)
    }

    /// The same for calls that are all made, whether the work is still wanted or not.
    package func all(_ count: Int, _ body: @Sendable (Int) -> Void) {
        guard count > 0 else { return }
        withoutActuallyEscaping(body) { body in
            // None of them throws, and nobody cancels them.
            try? finish(ParallelDeal(count) { body($0) }, of: count)
        }
    }

    private func finish(_ deal: ParallelDeal, of count: Int) throws {
        let helpers = min(threads, count) - 1
        if helpers > 0 { queue.addUrgent({ deal.help() }, count: helpers) }
        try deal.finish()
    }
}
