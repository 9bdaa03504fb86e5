import Domain
import Glibc
import LinuxSystem

/// The bytes of a log file from an offset on, as they are written. Reads only when asked for the next chunk, so a slow
/// reader holds nothing in memory; an interrupted reader goes on from the last chunk's `end`.
///
/// The file need not exist yet; its folder must. Raw bytes: see `LogNormaliser` for what a terminal may be shown.
package struct LogFollower: AsyncSequence, Sendable {
    package typealias Element = LogChunk

    private let path: String
    private let offset: Int64
    private let chunkSize: Int
    private let writerEnds: (@Sendable () async -> Void)?

    /// - Parameters:
    ///   - offset: of the first byte wanted, 0 for all.
    ///   - writerEnds: returns when nobody writes to the log any more; it is cancelled when the reader stops earlier.
    ///     What was written until then is still delivered, then the sequence ends. Nil: end at the present end of the file.
    package init(
        path: String, from offset: Int64 = 0, chunkSize: Int = 65_536, until writerEnds: (@Sendable () async -> Void)? = nil
    ) {
        self.path = path
        self.offset = Swift.max(0, offset)
        self.chunkSize = chunkSize
        self.writerEnds = writerEnds
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(reading: Reading(path: path, offset: offset, chunkSize: chunkSize, writerEnds: writerEnds))
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let reading: Reading

        /// - Throws: `CancellationError`, or `AtelierError` when the file cannot be read.
        package mutating func next() async throws -> LogChunk? {
            try await reading.next()
        }
    }

    /// What one iteration holds open. Used by one task at a time, as an iterator is.
    fileprivate final class Reading {
        private let path: String
        private let chunkSize: Int
        private var offset: Int64
        private var file: FileDescriptor?
        private let watch: LogWatch

        init(path: String, offset: Int64, chunkSize: Int, writerEnds: (@Sendable () async -> Void)?) {
            self.path = path
            self.offset = offset
            self.chunkSize = chunkSize
            watch = LogWatch(path, until: writerEnds)
        }

        func next() async throws -> LogChunk? {
            do {
                while true {
                    try Task.checkCancellation()
                    let isLast = watch.hasEnded
                    let bytes = try read()
                    if !bytes.isEmpty {
                        defer { offset += Int64(bytes.count) }
                        return LogChunk(offset: offset, bytes: bytes)
                    }
                    if isLast { return nil }
                    try await watch.change()
                }
            } catch let error as PosixError {
                throw AtelierError(.unavailable, "\(error)", subject: path, cause: error)
            }
        }

        private func read() throws(PosixError) -> [UInt8] {
            if file == nil {
                do {
                    file = try FileDescriptor.open(path)
                } catch {
                    if error.code == ENOENT { return [] }
                    throw error
                }
            }
            return try file?.read(at: offset, count: chunkSize, path: path) ?? []
        }
    }
}
