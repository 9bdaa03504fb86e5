import LinuxSystem
import Synchronization

/// Tells one reader when a log may have grown, and when nobody writes to it any more. Used by one task at a time.
package final class LogWatch {
    private let path: String
    private let writerEnds: (@Sendable () async -> Void)?
    private let ended = Ended()
    private var watch: FileWatch?
    private var ending: Task<Void, Never>?

    /// - Parameter writerEnds: returns when nobody writes to the log any more; it is cancelled when the reader stops
    ///   earlier. Nil: nobody does already.
    package init(_ path: String, until writerEnds: (@Sendable () async -> Void)?) {
        self.path = path
        self.writerEnds = writerEnds
    }

    deinit {
        ending?.cancel()
    }

    /// To be asked before reading: what was written before the end is read after it was known.
    package var hasEnded: Bool { writerEnds == nil || ended.isSet }

    /// Returns when the file may have grown, or its writer has ended.
    package func change() async throws {
        if let watch { return try await watch.next() }
        let watch = try FileWatch(path)
        self.watch = watch
        guard let writerEnds else { return }
        let ended = ended
        let bell = watch.bell
        ending = Task {
            await writerEnds()
            if Task.isCancelled { return }
            ended.set()
            bell.ring()
        }
        // The file may have grown before it was watched: the caller looks again first.
    }

    private final class Ended: Sendable {
        private let flag = Atomic(false)
        var isSet: Bool { flag.load(ordering: .acquiring) }
        func set() { flag.store(true, ordering: .releasing) }
    }
}
