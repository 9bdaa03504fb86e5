import Domain
import FoundationEssentials

/// The table of contents of a snapshot: which stored file goes where. Its own hash is the snapshot's.
struct SnapshotManifest: Codable, Sendable {
    struct Entry: Codable, Sendable {
        let path: String
        let isExecutable: Bool
        let size: Int64
        /// The file's content; nil for a link.
        let content: ContentHash?
        let linkTarget: String?
    }

    /// Sorted by the bytes of their paths.
    let entries: [Entry]

    init(entries: [Entry]) {
        self.entries = entries
    }

    /// NUL ends every field: it cannot be part of a path.
    var hash: ContentHash {
        var text = "atelier tree 1\n"
        for entry in entries {
            let kind = entry.linkTarget != nil ? "link" : entry.isExecutable ? "program" : "file"
            text += "\(entry.path)\0\(kind)\0\(entry.linkTarget ?? entry.content?.rawValue ?? "")\0"
        }
        return FileContent.hash(ofText: text)
    }

    static func read(from path: String) throws -> SnapshotManifest {
        do {
            return try JSONDecoder().decode(SnapshotManifest.self, from: Data(FileContent.read(path)))
        } catch let error as AtelierError {
            throw error
        } catch {
            throw AtelierError(
                .internal, "the snapshot \(path) cannot be read; it was left as it is", subject: path, cause: error)
        }
    }

    func write(to path: String) throws {
        try FileContent.write([UInt8](JSONEncoder().encode(self)), to: path)
    }
}
