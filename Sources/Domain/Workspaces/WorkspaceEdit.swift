/// What a person may change about a workspace; nil leaves it, an empty text takes it away.
package struct WorkspaceEdit: Codable, Sendable {
    package var displayName: String?
    package var description: String?
    /// Replaces all tags.
    package var tags: [String: String]?

    package init(displayName: String? = nil, description: String? = nil, tags: [String: String]? = nil) {
        self.displayName = displayName
        self.description = description
        self.tags = tags
    }
}
