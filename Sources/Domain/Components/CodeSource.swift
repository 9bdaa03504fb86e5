/// What makes up a code folder (`code` and `additional_includes`). Absolute paths on this box.
package struct CodeSource: Codable, Sendable, Hashable {
    /// A folder or a file; nil where the includes are all there is.
    package var path: String?
    /// Files and folders that are put into the root of the folder, each by its own name.
    package var includes: [String]

    package init(at path: String) {
        self.path = path
        includes = []
    }

    /// Nil when there is nothing to make a folder of.
    package init?(path: String?, includes: [String] = []) {
        guard path != nil || !includes.isEmpty else { return nil }
        self.path = path
        self.includes = includes
    }
}
