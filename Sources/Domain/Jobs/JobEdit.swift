/// What a person may change about a job that is there; nil leaves it.
package struct JobEdit: Codable, Sendable, Hashable {
    package var displayName: String?
    package var description: String?
    /// Replaces all tags.
    package var tags: [String: String]?
    package var isArchived: Bool?
    /// Only of a job that is over: while it runs, its script counts on it.
    package var experimentName: String?

    package init(
        displayName: String? = nil, description: String? = nil, tags: [String: String]? = nil, isArchived: Bool? = nil,
        experimentName: String? = nil
    ) {
        self.displayName = displayName
        self.description = description
        self.tags = tags
        self.isArchived = isArchived
        self.experimentName = experimentName
    }
}
