/// What somebody asked a datastore to be (`az ml datastore create`).
package struct DatastoreSpec: Codable, Sendable, Hashable {
    package var name: DatastoreName
    package var type: DatastoreType
    package var settings: [String: String]
    package var description: String?
    package var tags: [String: String]
    /// Nil for none, or in an update for those there are.
    package var credentials: DatastoreCredentials?

    package init(
        name: DatastoreName, type: DatastoreType, settings: [String: String], description: String? = nil,
        tags: [String: String] = [:], credentials: DatastoreCredentials? = nil
    ) {
        self.name = name
        self.type = type
        self.settings = settings
        self.description = description
        self.tags = tags
        self.credentials = credentials
    }
}
