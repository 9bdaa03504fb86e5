package import Domain
import LinuxSystem
import Runtimes

/// How a job's log is wanted.
package enum JobLogView: String, Sendable, CaseIterable {
    /// The file's own bytes.
    case raw
    /// Lines as a terminal would show them, without colours.
    case plain
    /// The same with colours.
    case colour
}

/// A piece of a log on its way to a reader, and the raw offset to go on from after it.
package struct JobLogPiece: Sendable, Hashable {
    package let nextOffset: Int64
    package let bytes: [UInt8]
}

/// A job's log, piece by piece. In a view of lines a piece holds whole lines, and its `nextOffset` is the beginning of
/// the first line not given yet: a reader that was cut off goes on from there, missing and repeating nothing.
package struct JobLogPieces: AsyncSequence, Sendable {
    package typealias Element = JobLogPiece

    fileprivate let follower: LogFollower
    fileprivate let offset: Int64
    fileprivate let view: JobLogView

    package func makeAsyncIterator() -> Iterator {
        Iterator(
            chunks: follower.makeAsyncIterator(), next: offset,
            lines: view == .raw ? nil : LogNormaliser(keepsColours: view == .colour))
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate var chunks: LogFollower.Iterator
        fileprivate var next: Int64
        /// Nil for the raw view.
        fileprivate var lines: LogNormaliser?
        fileprivate var isFinished = false

        package mutating func next() async throws -> JobLogPiece? {
            while let chunk = try await chunks.next() {
                guard lines != nil else { return JobLogPiece(nextOffset: chunk.end, bytes: chunk.bytes) }
                if let newline = chunk.bytes.lastIndex(of: UInt8(ascii: "\n")) {
                    next = chunk.offset + Int64(newline) + 1
                }
                if let shown = lines?.feed(chunk.bytes), !shown.isEmpty {
                    return JobLogPiece(nextOffset: next, bytes: shown)
                }
            }
            guard !isFinished, let rest = lines?.finish(), !rest.isEmpty else { return nil }
            isFinished = true
            return JobLogPiece(nextOffset: next, bytes: rest)
        }
    }
}

extension JobDesk {
    /// The log from an offset in the file up to its present end, or with `follow` until the job is over or `follow`
    /// returns, whichever is first. Throws `notFound`.
    package func logPieces(
        of name: JobName, in workspace: WorkspaceName, from offset: Int64,
        follow stop: (@Sendable () async -> Void)?, view: JobLogView
    ) async throws -> JobLogPieces {
        let log = try await log(of: name, in: workspace)
        var writerEnds: (@Sendable () async -> Void)?
        if let stop, !log.isComplete {
            // A job that still waits has no folder yet, and only what is in a folder can be watched.
            try await BlockingWork.run { try FileCopy.makeFolder(log.path.splitAtLastComponent.folder) }
            let ended = log.ended
            writerEnds = { await Self.first(of: ended, stop) }
        }
        return JobLogPieces(
            follower: LogFollower(path: log.path, from: offset, until: writerEnds), offset: offset, view: view)
    }
}
