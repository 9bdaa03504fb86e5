package import Domain
import Synchronization

/// Tells who watches that runs have new metrics, parameters or tags. Coalesced: a slow follower gets one set of runs,
/// not a queue. Metrics are too many for the journal.
package final class TrackingFeed: Sendable {
    private let followers = Mutex(Followers())

    package init() {}

    /// The runs that changed since the last element, until the consumer stops.
    package func changes() -> AsyncStream<Set<RunID>> {
        let (hints, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = followers.withLock { $0.add(continuation) }
        continuation.onTermination = { [weak self] _ in
            self?.followers.withLock { $0.remove(id) }
        }
        return AsyncStream { [weak self] in
            for await _ in hints {
                guard let changed = self?.followers.withLock({ $0.take(id) }) else { return nil }
                if !changed.isEmpty { return changed }
            }
            return nil
        }
    }

    func note(_ run: RunID) {
        let waiting = followers.withLock { $0.note(run) }
        for continuation in waiting { continuation.yield() }
    }

    private struct Followers {
        private var changed: [Int: Set<RunID>] = [:]
        private var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
        private var nextID = 0

        mutating func add(_ continuation: AsyncStream<Void>.Continuation) -> Int {
            nextID += 1
            continuations[nextID] = continuation
            changed[nextID] = []
            return nextID
        }

        mutating func remove(_ id: Int) {
            continuations[id] = nil
            changed[id] = nil
        }

        mutating func note(_ run: RunID) -> [AsyncStream<Void>.Continuation] {
            guard !continuations.isEmpty else { return [] }
            for id in changed.keys { changed[id]?.insert(run) }
            return Array(continuations.values)
        }

        mutating func take(_ id: Int) -> Set<RunID>? {
            defer { if changed[id] != nil { changed[id] = [] } }
            return changed[id]
        }
    }
}
