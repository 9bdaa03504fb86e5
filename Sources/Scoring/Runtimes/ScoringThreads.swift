import Glibc
import LinuxSystem
import NIOCore

/// Threads of a deployment's own, at most as many as it has instances. They come with the work and go when there was none
/// for a while.
///
/// Nobody waits for a batch to fill: a thread that becomes free takes what waits, up to a limit, as one.
///
/// `@unchecked Sendable`: what varies is behind the lock.
final class ScoringThreads: @unchecked Sendable {
    private let limit: Int
    private let batch: Int
    private let work: @Sendable ([NativeJob]) -> Void
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let arrival = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var waiting = CircularBuffer<NativeJob>()
    private var threads = 0
    private var idle = 0
    private var isClosed = false

    private static let linger = 10

    /// - Parameter batch: how many jobs a thread takes at once.
    init(_ limit: Int, batch: Int, work: @escaping @Sendable ([NativeJob]) -> Void) {
        self.limit = limit
        self.batch = batch
        self.work = work
        pthread_mutex_init(lock, nil)
        pthread_cond_init(arrival, nil)
    }

    deinit {
        pthread_cond_destroy(arrival)
        pthread_mutex_destroy(lock)
        arrival.deallocate()
        lock.deallocate()
    }

    func submit(_ job: NativeJob) {
        pthread_mutex_lock(lock)
        waiting.append(job)
        let needsThread = idle == 0 && threads < limit
        if needsThread { threads += 1 } else { pthread_cond_signal(arrival) }
        pthread_mutex_unlock(lock)
        if needsThread { BlockingWork.start { self.run() } }
    }

    /// Lets the threads end once nothing waits.
    func close() {
        pthread_mutex_lock(lock)
        isClosed = true
        pthread_cond_broadcast(arrival)
        pthread_mutex_unlock(lock)
    }

    private func run() {
        pthread_mutex_lock(lock)
        while true {
            if waiting.isEmpty {
                guard !isClosed, waitForWork() || !waiting.isEmpty else { break }
                continue
            }
            var jobs: [NativeJob] = []
            while jobs.count < batch, let job = waiting.popFirst() {
                if job.claim(.running) { jobs.append(job) }
            }
            guard !jobs.isEmpty else { continue }
            pthread_mutex_unlock(lock)
            work(jobs)
            pthread_mutex_lock(lock)
        }
        threads -= 1
        pthread_mutex_unlock(lock)
    }

    /// False when nothing came for a while. With the lock held.
    private func waitForWork() -> Bool {
        var until = timespec()
        clock_gettime(CLOCK_REALTIME, &until)
        until.tv_sec += Self.linger
        idle += 1
        defer { idle -= 1 }
        return pthread_cond_timedwait(arrival, lock, &until) != ETIMEDOUT
    }
}
