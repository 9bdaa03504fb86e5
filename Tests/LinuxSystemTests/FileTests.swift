import Foundation
import Testing

@testable import LinuxSystem

@Suite struct FileTests {
    private func text(_ path: String) throws -> String { String(decoding: try DurableFile.read(path), as: UTF8.self) }

    @Test func aDurableWriteReplacesWholeFilesAndLeavesNothingBeside() throws {
        let folder = try Scratch()
        try DurableFile.write("one", to: folder.path("file"))
        try DurableFile.write("two", to: folder.path("file"))
        #expect(try text(folder.path("file")) == "two")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["file"])
        var status = stat()
        stat(folder.path("file"), &status)
        #expect(status.st_mode & 0o777 == 0o600)
        let error = #expect(throws: PosixError.self) { try DurableFile.write("x", to: folder.path("no/file")) }
        #expect(error?.code == ENOENT)
    }

    @Test func aFailedWriteKeepsTheOldContent() throws {
        let folder = try Scratch()
        mkdir(folder.path("taken"), 0o700)
        #expect(throws: PosixError.self) { try DurableFile.write("x", to: folder.path("taken")) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["taken"])
        #expect(throws: PosixError.self) { try DurableFile.write("x", to: "/dev/full/x") }
    }

    @Test func aReservedFileIsThereWholeOrNotAtAll() throws {
        let folder = try Scratch()
        let file = try ReservedFile(folder.path("exit.json"), bytes: 4096)
        #expect(access(folder.path("exit.json"), F_OK) != 0)
        try file.commit("{}\n")
        #expect(try text(folder.path("exit.json")) == "{}\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root) == ["exit.json"])
    }

    @Test func aLockHasOneHolderWhoIsKnown() throws {
        let folder = try Scratch()
        let path = folder.path("engine.lock")
        #expect(try FileLock.holder(of: path) == nil)
        do {
            let lock = try #require(try FileLock.acquire(path))
            #expect(try FileLock.acquire(path) == nil)
            #expect(try FileLock.holder(of: path) == getpid())
            #expect(try lock.content() == Array("\(getpid())\n".utf8))
        }
        #expect(try FileLock.holder(of: path) == nil)
        #expect(try FileLock.acquire(path) != nil)
    }

    @Test func aChildDoesNotInheritALock() async throws {
        let folder = try Scratch()
        mkfifo(folder.path("never"), 0o600)
        var lock = try FileLock.acquire(folder.path("lock"))
        let child = try ChildProcess(Spawn("bash", ["-c", "read < \(folder.path("never"))"]))
        #expect(lock != nil)
        lock = nil
        #expect(try FileLock.acquire(folder.path("lock")) != nil)
        await child.terminate(grace: .seconds(60))
    }

    @Test func aWatchTellsOfFilesThatComeAndOfOnesRenamedIntoPlace() async throws {
        let folder = try Scratch()
        let watch = try FileWatch(folder.path("exit.json"))
        let other = try FileWatch(folder.path("other"))
        let waits = Task { try await other.next() }
        try DurableFile.write("{}", to: folder.path("exit.json"))
        try await watch.next()
        // The neighbour was not told, and can be called off.
        waits.cancel()
        await #expect(throws: CancellationError.self) { try await waits.value }
        try FileDescriptor.open(folder.path("exit.json"), O_WRONLY | O_APPEND).write([10])
        try await watch.next()
    }

    @Test func aWatchOfAFolderTellsOfWhateverComesAndGoes() async throws {
        let folder = try Scratch()
        let watch = try FileWatch(anyIn: folder.path("."))
        try DurableFile.write("one", to: folder.path("one"))
        try await watch.next()
        rename(folder.path("one"), folder.path("two"))
        try await watch.next()
        unlink(folder.path("two"))
        try await watch.next()
    }
}
