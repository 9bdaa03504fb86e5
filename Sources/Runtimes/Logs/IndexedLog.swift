import Domain
import LinuxSystem
import Synchronization

/// A log file with its index: read once however many look at it, as far as they want to see, and on from there as it
/// grows. Raw bytes are the truth; a file that has become shorter is read anew.
package final class IndexedLog: Sendable {
    package let path: String
    private let state = Mutex(State())
    /// What one thread reads before it looks whether that is enough.
    private static let step = 4 << 20
    private static let chunk = 256 << 10

    private struct State {
        var index = LogIndex()
        /// Away with whoever reads on.
        var indexer: LogIndexer? = LogIndexer()
        var growth: Task<Int, any Error>?
        var hits: HitCounts?
    }

    package init(path: String) {
        self.path = path
    }

    func look<Result>(_ body: (LogIndex) throws -> Result) rethrows -> Result {
        try state.withLock { try body($0.index) }
    }

    var hits: HitCounts? {
        get { state.withLock { $0.hits } }
        set { state.withLock { $0.hits = newValue } }
    }

    /// Reads on to the present end of the file, or until that is enough. Cancelling stops the waiting; others may wait
    /// for the same.
    func grow(until isEnough: (LogIndex) -> Bool = { _ in false }) async throws {
        let target = try LogFile.size(path)
        while true {
            try Task.checkCancellation()
            let growth = try state.withLock { state -> Task<Int, any Error>? in
                if let growth = state.growth { return isEnough(state.index) ? nil : growth }
                // Of a log that grows meanwhile, more than the target was read.
                if try LogFile.size(path) < state.index.scanned {
                    state.index = LogIndex()
                    state.indexer = LogIndexer()
                    state.hits = nil
                }
                if state.index.scanned >= target || isEnough(state.index) { return nil }
                let growth = Task { try await self.advance() }
                state.growth = growth
                return growth
            }
            guard let growth else { return }
            if try await growth.value == 0 { return }
        }
    }

    /// How much of the file is not read yet.
    func rest() throws -> Int64 {
        max(0, try LogFile.size(path) - look(\.scanned))
    }

    /// - Returns: how many bytes were read.
    private func advance() async throws -> Int {
        defer { state.withLock { $0.growth = nil } }
        return try await BlockingWork.run { try self.read() }
    }

    private func read() throws -> Int {
        let taken = state.withLock { state in
            defer { state.indexer = nil }
            return (state.indexer, state.index.scanned)
        }
        guard var indexer = taken.0 else { return 0 }
        defer { state.withLock { $0.indexer = indexer } }
        var offset = taken.1
        do {
            guard let file = try FileDescriptor.opened(path) else { return 0 }
            while offset - taken.1 < Int64(Self.step) {
                let bytes = try file.read(at: offset, count: Self.chunk, path: path)
                if bytes.isEmpty { break }
                let stretch = bytes.withUnsafeBufferPointer { indexer.read($0) }
                state.withLock { $0.index.append(stretch) }
                offset += Int64(bytes.count)
            }
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: path, cause: error)
        }
        return Int(offset - taken.1)
    }
}
