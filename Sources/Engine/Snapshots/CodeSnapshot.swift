package import Domain

/// A code folder as it was at one moment, kept by content.
package struct CodeSnapshot: Sendable, Hashable {
    /// SHA-256 over the sorted paths, modes and contents.
    package let hash: ContentHash
    package let fileCount: Int
    package let size: ByteCount
    package let warnings: [String]

    package init(hash: ContentHash, fileCount: Int, size: ByteCount, warnings: [String] = []) {
        self.hash = hash
        self.fileCount = fileCount
        self.size = size
        self.warnings = warnings
    }
}
