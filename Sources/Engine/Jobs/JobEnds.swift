import Domain
import Synchronization

/// Wakes whoever waits for the end of a job.
final class JobEnds: Sendable {
    private struct Waiters {
        var byJob: [JobName: [Int: AsyncStream<Void>.Continuation]] = [:]
        var nextID = 0
    }

    private let waiters = Mutex(Waiters())

    /// Something that ends when the job's end is announced. Look at the job after asking for it, then wait.
    func signal(for job: JobName) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        let id = waiters.withLock { waiters in
            waiters.nextID += 1
            waiters.byJob[job, default: [:]][waiters.nextID] = continuation
            return waiters.nextID
        }
        continuation.onTermination = { [weak self] _ in
            self?.waiters.withLock { waiters in
                waiters.byJob[job]?[id] = nil
                if waiters.byJob[job]?.isEmpty == true { waiters.byJob[job] = nil }
            }
        }
        return stream
    }

    func announce(_ job: JobName) {
        let waiting = waiters.withLock { $0.byJob.removeValue(forKey: job) }
        for continuation in (waiting ?? [:]).values { continuation.finish() }
    }
}
