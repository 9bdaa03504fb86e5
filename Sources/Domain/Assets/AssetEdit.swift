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

extension AssetEdit {
    /// What the journal keeps of a version: what it says was not there is taken away, what it does not name stays.
    package init(bringingBack edited: JSONValue) {
        func text(_ key: String) -> String? { edited[key].map { $0.stringValue ?? "" } }
        self.init(
            description: text("description"), tags: edited["tags"]?.texts, properties: edited["properties"]?.texts,
            stage: text("stage"), displayName: text("display_name"))
    }
}
