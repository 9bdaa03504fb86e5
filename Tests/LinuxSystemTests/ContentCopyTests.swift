import Foundation
import Testing

@testable import LinuxSystem

@Suite struct ContentCopyTests {
    private func copied(_ source: String, to target: String) throws {
        let output = try FileDescriptor.open(target, O_WRONLY | O_CREAT | O_EXCL)
        try ContentCopy.copy(from: try FileDescriptor.open(source), to: output)
    }

    /// How much of the disk a file takes.
    private func blocks(_ path: String) -> Int64 {
        var status = stat()
        stat(path, &status)
        return Int64(status.st_blocks) * 512
    }

    @Test func holesStayHolesAndWhatIsWrittenArrives() throws {
        let folder = try Scratch()
        let (source, target) = (folder.path("source"), folder.path("target"))
        let file = open(source, O_WRONLY | O_CREAT, 0o600)
        let size: off_t = 2 << 30
        #expect(pwrite(file, "begin", 5, 0) == 5)
        #expect(pwrite(file, "middle", 6, size / 2) == 6)
        #expect(ftruncate(file, size) == 0)
        close(file)
        try copied(source, to: target)
        let copy = try FileDescriptor.open(target)
        #expect(try copy.size() == Int64(size))
        #expect(try copy.read(at: 0, count: 6) == Array("begin\0".utf8))
        #expect(try copy.read(at: Int64(size / 2) - 1, count: 8) == Array("\0middle\0".utf8))
        #expect(try copy.read(at: Int64(size) - 1, count: 8) == [0])
        #expect(blocks(target) < 1 << 20)
    }

    @Test func aFileIsCopiedToTheByte() throws {
        let folder = try Scratch()
        let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try DurableFile.write(bytes, to: folder.path("source"))
        try copied(folder.path("source"), to: folder.path("target"))
        #expect(try DurableFile.read(folder.path("target")) == bytes)
        try DurableFile.write("", to: folder.path("empty"))
        try copied(folder.path("empty"), to: folder.path("empty copy"))
        #expect(try DurableFile.read(folder.path("empty copy")).isEmpty)
    }

    /// The size of what the kernel makes up is said to be 0, and it lies on another file system.
    @Test func whatHasNoSizeIsReadToItsEnd() throws {
        let folder = try Scratch()
        try copied("/proc/self/status", to: folder.path("status"))
        #expect(String(decoding: try DurableFile.read(folder.path("status")), as: UTF8.self).contains("VmRSS"))
    }

    @Test func theSideThatRefusesIsNamed() throws {
        let folder = try Scratch()
        try DurableFile.write("x", to: folder.path("file"))
        let full = try FileDescriptor.open("/dev/full", O_WRONLY)
        let written = #expect(throws: PosixError.self) {
            try ContentCopy.copy(from: try FileDescriptor.open(folder.path("file")), to: full)
        }
        #expect(written?.operation == "write")
        let read = #expect(throws: PosixError.self) { try copied(folder.root, to: folder.path("copy")) }
        #expect(read?.operation == "read")
    }
}
