/// What a person may change about a version of an asset; nil leaves it, an empty text takes it away.
package struct AssetEdit: Codable, Sendable, Hashable {
    package var description: String?
    /// Replaces all tags.
    package var tags: [String: String]?
    /// Of models only, as `stage` is. Replaces all properties.
    package var properties: [String: String]?
    package var stage: String?
    /// Of components only.
    package var displayName: String?

    package init(
        description: String? = nil, tags: [String: String]? = nil, properties: [String: String]? = nil,
        stage: String? = nil, displayName: String? = nil
    ) {
        self.description = description
        self.tags = tags
        self.properties = properties
        self.stage = stage
        self.displayName = displayName
    }
}
