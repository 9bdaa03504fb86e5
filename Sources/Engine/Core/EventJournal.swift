package import Domain
package import Store
import Synchronization

/// The live end of the event table. A follower reads from the table and is woken by each commit, so it misses nothing
/// and resumes after any sequence number.
package final class EventJournal: Sendable {
    private static let pageLength = 500

    private let store: Store
    private let followers = Mutex(Followers())

    package init(store: Store) {
        self.store = store
    }

    /// Tells the followers that something was committed. Cheap; called after every write.
    package func hint() {
        let waiting = followers.withLock { Array($0.continuations.values) }
        for continuation in waiting { continuation.yield() }
    }

    /// After which event a reader begins who wants the newest of a filter only.
    package func beginning(after sequence: Int64, _ filter: EventFilter) async throws -> Int64 {
        guard let count = filter.newest else { return sequence }
        return try await store.read { try $0.sequence(beforeNewest: count, after: sequence, matching: filter) }
    }

    /// The events after a sequence number that are there now, a page at a time.
    package func pages(
        after sequence: Int64, matching filter: EventFilter = EventFilter()
    ) -> AsyncThrowingStream<[Event], any Error> {
        let last = Mutex(sequence)
        return AsyncThrowingStream { [store] in
            let after = last.withLock { $0 }
            let page = try await store.read { try $0.events(after: after, limit: Self.pageLength, matching: filter) }
            guard let newest = page.last else { return nil }
            last.withLock { $0 = newest.sequence }
            return page
        }
    }

    /// All events after a sequence number, then those to come, until the consumer stops.
    package func events(
        after sequence: Int64, matching filter: EventFilter = EventFilter()
    ) -> AsyncThrowingStream<[Event], any Error> {
        let (hints, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = followers.withLock { $0.add(continuation) }
        continuation.onTermination = { [weak self] _ in
            self?.followers.withLock { $0.remove(id) }
        }
        continuation.yield()
        let reader = Reader(store: store, hints: hints, filter: filter, last: sequence)
        return AsyncThrowingStream { try await reader.next() }
    }

    private struct Followers {
        var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
        private var nextID = 0

        mutating func add(_ continuation: AsyncStream<Void>.Continuation) -> Int {
            nextID += 1
            continuations[nextID] = continuation
            return nextID
        }

        mutating func remove(_ id: Int) {
            continuations[id] = nil
        }
    }

    private actor Reader {
        private let store: Store
        private let hints: AsyncStream<Void>
        private let filter: EventFilter
        private var last: Int64
        private var mayHaveMore = false

        init(store: Store, hints: AsyncStream<Void>, filter: EventFilter, last: Int64) {
            self.store = store
            self.hints = hints
            self.filter = filter
            self.last = last
        }

        func next() async throws -> [Event]? {
            while true {
                if !mayHaveMore {
                    var iterator = hints.makeAsyncIterator()
                    guard await iterator.next(isolation: self) != nil else { return nil }
                }
                let (after, filter) = (last, filter)
                let (batch, newest) = try await store.read { reader in
                    let batch = try reader.events(after: after, limit: EventJournal.pageLength, matching: filter)
                    return (batch, try reader.lastEventSequence())
                }
                mayHaveMore = batch.count == EventJournal.pageLength
                // What did not match is not looked at again.
                last = mayHaveMore ? batch.last?.sequence ?? newest : max(after, newest)
                if !batch.isEmpty { return batch }
            }
        }
    }
}
