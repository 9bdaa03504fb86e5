/// What somebody asked to register as data (`az ml data create`).
package struct DataSpec: Codable, Sendable, Hashable {
    package var name: DataName
    /// Nil asks for the next number.
    package var version: String?
    package var type: AssetType
    package var location: DataLocation
    package var description: String?
    package var tags: [String: String]

    package init(
        name: DataName, version: String? = nil, type: AssetType = .uriFolder, location: DataLocation,
        description: String? = nil, tags: [String: String] = [:]
    ) {
        self.name = name
        self.version = version
        self.type = type
        self.location = location
        self.description = description
        self.tags = tags
    }
}
