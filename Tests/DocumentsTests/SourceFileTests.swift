import Domain
import Foundation
import Testing

@testable import Documents

@Suite struct SourceFileTests {
    private func read(_ path: String, in folder: Folder) -> [String] {
        lines(of: { _ = try CommandJobDocument.read(file: path) }, in: folder)
    }

    @Test func aPipeWithAWriterIsReadLikeAFile() async throws {
        let folder = try Folder()
        let pipe = "\(folder.path)/pipe"
        mkfifo(pipe, 0o600)
        let text = Data(String(repeating: "x", count: 200_000).utf8)
        let writing = Task.detached { try text.write(to: URL(fileURLWithPath: pipe), options: []) }
        // However busy the box is, the writer comes.
        guard case .bytes(let read) = SourceFile.read(pipe, upTo: 1 << 20, patience: -1) else {
            Issue.record("the pipe is not read")
            return
        }
        #expect(read == text)
        try await writing.value
    }

    @Test func aPipeWithoutAWriterIsToldAsOne() throws {
        let folder = try Folder()
        mkfifo("\(folder.path)/pipe", 0o600)
        let path = "\(folder.path)/pipe"
        #expect(read(path, in: folder) == ["pipe: error: 'pipe' is a pipe that nobody writes to; name a file"])
    }

    @Test func aDeviceThatNeverEndsIsTooLarge() throws {
        let folder = try Folder()
        #expect(
            read("/dev/zero", in: folder)
                == ["/dev/zero:1:1: error: the file is larger than 1 MiB; a document this large is a mistake"])
    }

    @Test func aLoopOfLinksIsNoFile() throws {
        let folder = try Folder()
        symlink("loop", "\(folder.path)/loop")
        #expect(read("\(folder.path)/loop", in: folder) == ["loop: error: there is no file 'loop'"])
    }

    @Test(arguments: [
        ("9223372036854775807", "is 9223372036854775807 and must be between 1 and 1000000000"),
        ("99999999999999999999", #"must be a whole number, not "99999999999999999999""#),
        ("1.0e+400", #"must be a whole number, not "1.0e+400""#), (".nan", #"must be a whole number, not ".nan""#),
    ])
    func aTimeNobodyCanWaitForIsRefused(text: String, reason: String) {
        #expect(jobLines("limits: {timeout: \(text)}") == ["job.yml:3:19: error: \"timeout\" \(reason)"])
    }

    @Test func aClustersIdleTimeHasABoundToo() {
        let text = "name: cluster\ntype: amlcompute\nsize: Standard_DS1_v2\nidle_time_before_scale_down: 9223372036854775807\n"
        #expect(
            lines { _ = try ComputeDocument.read(text: text, file: "/tmp/c.yml") }
                == [
                    "/tmp/c.yml:4:30: error: \"idle_time_before_scale_down\" is 9223372036854775807 "
                        + "and must be between 0 and 1000000000"
                ])
    }
}
