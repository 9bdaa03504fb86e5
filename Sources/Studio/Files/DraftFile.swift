import Domain
import FoundationEssentials
import Glibc
import LinuxSystem

/// A file for a text that only passes through an editor: nobody else can read it, and it goes when it was read.
struct DraftFile: Sendable {
    let path: String

    static func make(_ text: String) async throws -> DraftFile {
        try await BlockingWork.run {
            let path = FileManager.default.temporaryDirectory.path + "/atelier-\(UInt64.random(in: 0 ... .max)).txt"
            let file = try FileDescriptor.open(path, O_WRONLY | O_CREAT | O_EXCL)
            try file.write(Array(text.utf8), path: path)
            return DraftFile(path: path)
        }
    }

    /// What is in it now.
    func take() async throws -> String {
        try await BlockingWork.run {
            defer { discard() }
            return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        }
    }

    func discard() { unlink(path) }
}
