import CLinux
import Glibc

/// The threads of one compute node in this process: they carry its name, keep to its cores, and step back for others by its
/// niceness. Work runs on them as long as it likes and blocks nobody else; threads that it starts itself, as OpenMP's are, may
/// run where these may.
///
/// They end when this goes away and what they were given is done.
package final class NodeThreads: Sendable {
    package let name: String
    package let count: Int
    private let queue = WorkQueue()

    /// Returns when all threads are there, which takes them well under a millisecond.
    ///
    /// - Parameters:
    ///   - name: of every thread: `node local-0`. The kernel keeps the first 15 bytes.
    ///   - cores: where they may run; nil for wherever the caller may.
    ///   - niceness: 0 to 19; only root may go below 0.
    ///
    /// Throws when there can be no more threads, when none of the cores is there, or the niceness is refused.
    package init(name: String, count: Int, cores: CPUAffinity? = nil, niceness: Int = 0) throws(PosixError) {
        self.name = name
        self.count = max(1, count)
        let starts = ThreadStarts()
        let (queue, name) = (queue, Self.shortened(name))
        do throws(PosixError) {
            for _ in 0..<self.count {
                try BlockingWork.startThread {
                    starts.report { () throws(PosixError) in
                        try PosixError.shim(linux_name_thread(name), "name", "a thread")
                        try cores?.apply()
                        // On Linux it is the calling thread's.
                        try PosixError.checked("set the niceness of", name) {
                            setpriority(Int32(PRIO_PROCESS.rawValue), 0, Int32(niceness))
                        }
                    }
                    queue.work()
                }
            }
            try starts.wait(for: self.count)
        } catch {
            queue.close()
            throw error
        }
    }

    deinit { queue.close() }

    /// Runs `work` on one of the threads, in its turn, and returns what it gives. Work that has not begun when the task is
    /// cancelled never does, and this throws `CancellationError` at once; work that has begun is told by `isCancelled`, and ends
    /// when it likes.
    package func run<Value: Sendable>(_ work: @escaping @Sendable (NodeWork) throws -> Value) async throws -> Value {
        let item = WorkItem(NodeWork(queue, threads: count), work)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if item.await(by: continuation) { queue.add { item.run() } }
            }
        } onCancel: {
            item.cancel()
        }
    }

    /// What the kernel keeps of a name, whole characters of it.
    package static func shortened(_ name: String) -> String {
        var short = name
        while short.utf8.count > 15 { short.removeLast() }
        return short
    }
}

/// Threads that begin, and what kept the first of them from it.
private final class ThreadStarts: @unchecked Sendable {
    private let monitor = Monitor()
    private var reported = 0
    private var failure: PosixError?

    func report(_ begin: () throws(PosixError) -> Void) {
        var refusal: PosixError?
        do throws(PosixError) { try begin() } catch { refusal = error }
        monitor.withLock {
            reported += 1
            failure = failure ?? refusal
        }
        monitor.signal()
    }

    func wait(for count: Int) throws(PosixError) {
        let failure = monitor.withLock {
            while reported < count { monitor.wait() }
            return self.failure
        }
        if let failure { throw failure }
    }
}
