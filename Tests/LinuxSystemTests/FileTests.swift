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
        #expect(try FolderListing.names(in: folder.root) == ["file"])
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
        #expect(try FolderListing.names(in: folder.root) == ["taken"])
        #expect(throws: PosixError.self) { try DurableFile.write("x", to: "/dev/full/x") }
    }

    @Test func aReservedFileIsThereWholeOrNotAtAll() throws {
        let folder = try Scratch()
        let file = try ReservedFile(folder.path("exit.json"), bytes: 4096)
        #expect(access(folder.path("exit.json"), F_OK) != 0)
        try file.commit("{}\n")
        #expect(try text(folder.path("exit.json")) == "{}\n")
        #expect(try FolderListing.names(in: folder.root) == ["exit.json"])
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

    @Test func aTreeIsCopiedWithItsLinks() throws {
        let folder = try Scratch()
        for name in ["from", "from/src", "from/.git", "from/empty"] { mkdir(folder.path(name), 0o755) }
        try DurableFile.write("print(1)", to: folder.path("from/src/train.py"), mode: 0o644)
        try DurableFile.write("#!/bin/sh", to: folder.path("from/run.sh"), mode: 0o755)
        try DurableFile.write("x", to: folder.path("from/.git/config"))
        symlink("src/train.py", folder.path("from/link"))
        symlink("/nowhere", folder.path("from/broken"))
        mkfifo(folder.path("from/pipe"), 0o600)
        let summary = try FileCopy.tree(folder.path("from"), to: folder.path("to")) { path, isFolder in
            !(isFolder && path == ".git")
        }
        #expect(summary == FileCopy.Summary(files: 4, bytes: 17, skipped: ["pipe"]))
        #expect(try FolderListing.names(in: folder.path("to")) == ["broken", "empty", "link", "run.sh", "src"])
        #expect(try text(folder.path("to/link")) == "print(1)")
        #expect(try FileCopy.link(folder.path("to/broken")) == "/nowhere")
        var status = stat()
        stat(folder.path("to/run.sh"), &status)
        #expect(status.st_mode & 0o777 == 0o755)
        let again = #expect(throws: PosixError.self) { try FileCopy.tree(folder.path("from"), to: folder.path("to")) }
        #expect(again?.code == EEXIST, "nothing is overwritten")
    }

    @Test func copiesAcrossFileSystemsAreWhole() throws {
        let folder = try Scratch()
        let bytes = try SecureRandom.bytes(3_000_001)
        try DurableFile.write(bytes, to: folder.path("from"))
        let elsewhere = "/dev/shm/atelier-\(try SecureRandom.hexadecimal(6))"
        defer { unlink(elsewhere) }
        #expect(try FileCopy.file(folder.path("from"), to: elsewhere) == 3_000_001)
        #expect(try DurableFile.read(elsewhere) == bytes)
    }

    @Test(arguments: [
        "../secret", "/etc/passwd", "a/../../secret", "up", "up/secret", "absolute", "a/loop/x", "", "a\0b", "/", "..",
    ])
    func pathsStayConfined(_ path: String) throws {
        let folder = try Scratch()
        try DurableFile.write("secret", to: folder.path("secret"))
        try DurableFile.createFolder(folder.path("root/a"))
        symlink("..", folder.path("root/up"))
        symlink("/etc/passwd", folder.path("root/absolute"))
        symlink("loop", folder.path("root/a/loop"))
        let root = try ConfinedFolder(folder.path("root"))
        #expect(throws: PosixError.self) { _ = try root.open(path) }
        #expect(throws: PosixError.self) { _ = try root.open(path, O_WRONLY | O_CREAT) }
        #expect(throws: PosixError.self) { _ = try root.resolve(path) }
    }

    @Test func insidePathsWork() throws {
        let folder = try Scratch()
        let root = try ConfinedFolder(folder.root)
        try root.createFolders("a/b/./c")
        try root.open("a/b/c/file", O_WRONLY | O_CREAT).write(Array("x".utf8))
        symlink("b/c", folder.path("a/link"))
        #expect(try root.open("a/link/../c/file").read(at: 0, count: 9) == Array("x".utf8))
        #expect(try root.resolve("a/link/file") == folder.path("a/b/c/file"))
        symlink("/tmp", folder.path("out"))
        #expect(throws: PosixError.self) { try root.createFolders("out/made") }
        #expect(throws: PosixError.self) { try root.createFolders("a/../../made") }
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
}
