import Foundation
import LinuxSystem

/// A folder under /tmp that is removed with this value.
final class Scratch: Sendable {
    let root: String

    init() throws {
        root = "/tmp/atelier-linux-\(UUID().uuidString)"
        try DurableFile.createFolder(root)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    func path(_ name: String) -> String { "\(root)/\(name)" }
}
