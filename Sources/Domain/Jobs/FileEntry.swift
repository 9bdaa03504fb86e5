package import FoundationEssentials

/// A file or folder of a job, for browsing.
package struct FileEntry: Codable, Sendable, Hashable {
    package let name: String
    package let isFolder: Bool
    /// 0 for a folder.
    package let size: ByteCount
    package let modifiedAt: Date

    package init(name: String, isFolder: Bool, size: ByteCount, modifiedAt: Date) {
        self.name = name
        self.isFolder = isFolder
        self.size = size
        self.modifiedAt = modifiedAt
    }
}
