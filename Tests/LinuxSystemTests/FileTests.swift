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

    /// Pieces are of 2 MiB.
    @Test(arguments: [0, 1, 2 << 20, (5 << 20) + 17])
    func theContentsAreTheSameByManyThreads(size: Int) async throws {
        let folder = try Scratch()
        let path = folder.path("large")
        var bytes = [UInt8](repeating: 0, count: size)
        for place in bytes.indices { bytes[place] = UInt8(truncatingIfNeeded: place / 251 + place) }
        try DurableFile.write(bytes, to: path)
        #expect(try FileDescriptor.open(path).contents(path: path) == bytes)
        let threads = try NodeThreads(name: "reading", count: 3)
        let read = try await threads.run { try FileDescriptor.open(path).contents(path: path, parallel: $0.all) }
        #expect(read == bytes)
    }

    @Test func whatCannotBeReadIsTold() throws {
        let folder = try Scratch()
        let error = #expect(throws: PosixError.self) { try FileDescriptor.open(folder.root).contents(path: folder.root) }
        #expect(error?.code == EISDIR)
    }

    /// Cut off between the question for its size and the reading.
    @Test func aFileThatIsCutOffGivesWhatIsLeft() throws {
        let folder = try Scratch()
        let path = folder.path("cut")
        try DurableFile.write([UInt8](repeating: 7, count: 5 << 20), to: path)
        let read = try FileDescriptor.open(path).contents(path: path) { count, body in
            truncate(path, 3 << 20)
            (0..<count).forEach(body)
        }
        #expect(read == [UInt8](repeating: 7, count: 3 << 20))
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
