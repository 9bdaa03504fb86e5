/// What a person may change about a job that is there; nil leaves it, an empty text takes it away.
package struct JobEdit: Codable, Sendable, Hashable {
    package var displayName: String?
    package var description: String?
    /// Replaces all tags.
    package var tags: [String: String]?
    /// Replaces all properties but those that the engine notes itself.
    package var properties: [String: String]?
    package var isArchived: Bool?
    /// Only of a job that is over: while it runs, its script counts on it. A job is always in one.
    package var experimentName: String?

    package init(
        displayName: String? = nil, description: String? = nil, tags: [String: String]? = nil,
        properties: [String: String]? = nil, isArchived: Bool? = nil, experimentName: String? = nil
    ) {
        self.displayName = displayName
        self.description = description
        self.tags = tags
        self.properties = properties
        self.isArchived = isArchived
        self.experimentName = experimentName
    }
}
