package import Domain
import FoundationEssentials

/// Who looks at this engine: the studios attached, told to whoever listens whenever that changes. A studio is here for as
/// long as its listening lasts, so that one that was killed is gone too.
package actor StudioRoster {
    private struct Listener {
        let studio: StudioPresence?
        let continuation: AsyncStream<[StudioPresence]>.Continuation
    }

    private let clock: EngineClock
    /// By number: the order they came in.
    private var listeners: [Int: Listener] = [:]
    private var nextID = 0

    package init(clock: EngineClock) {
        self.clock = clock
    }

    package var studios: [StudioPresence] {
        listeners.sorted { $0.key < $1.key }.compactMap(\.value.studio)
    }

    /// The studios now and at each change, until the consumer stops. Only the newest list is worth waiting for.
    package func follow() -> AsyncStream<[StudioPresence]> {
        listen(as: nil)
    }

    /// The same as one of them, who is on the list from the first time it is told.
    package func attach(_ user: String, isReadOnly: Bool) -> AsyncStream<[StudioPresence]> {
        listen(as: StudioPresence(user: user, since: clock.now(), isReadOnly: isReadOnly))
    }

    private func listen(as studio: StudioPresence?) -> AsyncStream<[StudioPresence]> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: [StudioPresence].self, bufferingPolicy: .bufferingNewest(1))
        let id = nextID
        nextID += 1
        listeners[id] = Listener(studio: studio, continuation: continuation)
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(id) }
        }
        if studio == nil { continuation.yield(studios) } else { tellAll() }
        return stream
    }

    private func leave(_ id: Int) {
        if listeners.removeValue(forKey: id)?.studio != nil { tellAll() }
    }

    private func tellAll() {
        let studios = studios
        for listener in listeners.values { listener.continuation.yield(studios) }
    }
}
