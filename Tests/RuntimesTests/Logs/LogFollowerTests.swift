import Domain
import Foundation
import LinuxSystem
import Testing

@testable import Runtimes

@Suite struct LogFollowerTests {
    @Test func appendsAreSeenAndTheEndIsTheWriters() async throws {
        let folder = try JobFolder()
        let path = folder.path("log")
        let ended = Doorbell()
        var chunks = LogFollower(path: path, until: { try? await ended.wait() }).makeAsyncIterator()
        // Written while the reader waits for a file that is not there, or before: both must do.
        let writer = Task {
            let log = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_APPEND)
            try log.write(Array("one".utf8))
        }
        #expect(try await chunks.next() == LogChunk(offset: 0, bytes: Array("one".utf8)))
        try await writer.value
        let log = try FileDescriptor.open(path, O_WRONLY | O_APPEND)
        try log.write(Array("two".utf8))
        #expect(try await chunks.next() == LogChunk(offset: 3, bytes: Array("two".utf8)))
        try log.write(Array("last words".utf8))
        ended.ring()
        #expect(try await chunks.next() == LogChunk(offset: 6, bytes: Array("last words".utf8)))
        #expect(try await chunks.next() == nil)
    }

    @Test func aReaderResumesByOffset() async throws {
        let folder = try JobFolder()
        try DurableFile.write("0123456789", to: folder.path("log"))
        var text: [UInt8] = []
        for try await chunk in LogFollower(path: folder.path("log"), from: 4, chunkSize: 4) {
            #expect(chunk.offset == 4 + Int64(text.count))
            text += chunk.bytes
        }
        #expect(text == Array("456789".utf8))
    }

    @Test func anEmptyJobEndsTheStream() async throws {
        let folder = try JobFolder()
        for try await chunk in LogFollower(path: folder.path("log"), until: {}) { Issue.record("read \(chunk)") }
    }

    @Test func aCancelledReaderEndsAndItsWaitWithIt() async throws {
        let folder = try JobFolder()
        let (waits, began) = AsyncStream.makeStream(of: Void.self)
        let (ends, ended) = AsyncStream.makeStream(of: Void.self)
        let reader = Task {
            var chunks = LogFollower(
                path: folder.path("log"),
                until: {
                    began.yield()
                    for await _ in AsyncStream<Never>(unfolding: { try? await Task.sleep(for: .seconds(3600)); return nil }) {}
                    ended.yield()
                }
            ).makeAsyncIterator()
            return try await chunks.next()
        }
        for await _ in waits { break }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        for await _ in ends { break }
    }

    @Test func aFastWriterLosesNothing() async throws {
        let folder = try JobFolder()
        let job = try await folder.runtime.start(folder.plan("seq 1 200000"))
        var read: [UInt8] = []
        for try await chunk in LogFollower(path: folder.layout.userLog, until: { _ = try? await job.waitForExit() }) {
            #expect(chunk.offset == Int64(read.count))
            read += chunk.bytes
        }
        #expect(read == Array((1...200_000).map { "\($0)\n" }.joined().utf8))
    }

    @Test(arguments: [
        ("a\nb\nc\n", 2, "b\nc\n", 2), ("a\nb\nc", 2, "b\nc", 2), ("a\nb\n", 5, "a\nb\n", 0), ("", 3, "", 0),
        ("\n\n\n", 2, "\n\n", 1), ("abc", 1, "abc", 0),
    ])
    func theTail(of content: String, lines: Int, is expected: String, at offset: Int64) throws {
        let folder = try JobFolder()
        try DurableFile.write(content, to: folder.path("log"))
        #expect(try LogFile.tail(folder.path("log"), lines: lines) == LogChunk(offset: offset, bytes: Array(expected.utf8)))
    }

    @Test func theTailOfALongLogCrossesBlocks() throws {
        let folder = try JobFolder()
        let lines = (0..<30_000).map { "line \($0) of a log\n" }
        try DurableFile.write(lines.joined(), to: folder.path("log"))
        let tail = try LogFile.tail(folder.path("log"), lines: 10_000)
        #expect(tail.bytes == Array(lines.suffix(10_000).joined().utf8))
        let size = try LogFile.size(folder.path("log"))
        #expect(tail.end == size)
    }
}
