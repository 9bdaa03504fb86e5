/// What lies at a data asset's location now.
package struct DataContent: Codable, Sendable, Hashable {
    /// The file or folder on this box; nil when it is not on it, or is gone.
    package var path: String?
    package var size: ByteCount?
    package var fileCount: Int?
    /// Why there is nothing to tell, in one sentence.
    package var problem: String?

    package init(path: String? = nil, size: ByteCount? = nil, fileCount: Int? = nil, problem: String? = nil) {
        self.path = path
        self.size = size
        self.fileCount = fileCount
        self.problem = problem
    }
}
