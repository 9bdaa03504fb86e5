import Domain
import Synchronization

/// Remembers the hashes of files by their stamps, so that code submitted again unchanged is not read again.
final class HashCache: Sendable {
    private struct Known {
        let stamp: FileStamp
        let hash: ContentHash
    }

    private let known = Mutex<[String: Known]>([:])
    private let now: @Sendable () -> Int64

    /// `now` is in nanoseconds since 1970.
    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    func hash(of path: String, stamp: FileStamp) throws -> ContentHash {
        let cached = known.withLock { $0[path] }
        if let cached, cached.stamp == stamp { return cached.hash }
        let started = now()
        let hash = try FileContent.hash(of: path)
        // A file changed within a clock tick of being read may change again without its stamp telling.
        let isSettled = started - max(stamp.modified, stamp.changed) > Self.clockTick
        let isUntouched = try FileStamp.of(path) == stamp
        if isSettled, isUntouched {
            known.withLock { table in
                if table.count >= Self.capacity { table.removeAll() }
                table[path] = Known(stamp: stamp, hash: hash)
            }
        }
        return hash
    }

    private static let clockTick: Int64 = 20_000_000
    private static let capacity = 100_000
}
