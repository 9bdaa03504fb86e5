import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// A file for a text that only passes through an editor: nobody else can read it, and it goes when it was read.
struct DraftFile: Sendable {
    let path: String

    static func make(_ text: String, ending: String = "txt") async throws -> DraftFile {
        try await BlockingWork.run {
            let path = FileManager.default.temporaryDirectory.path + "/atelier-\(UInt64.random(in: 0 ... .max)).\(ending)"
            let file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_EXCL)
            try file.write(Array(text.utf8), path: path)
            return DraftFile(path: path)
        }
    }

    /// What is in it now.
    func read() async throws -> String {
        try await BlockingWork.run { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }
    }

    /// What is in it now, for the last time.
    func take() async throws -> String {
        defer { discard() }
        return try await read()
    }

    func discard() { unlink(path) }
}
