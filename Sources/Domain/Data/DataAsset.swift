/// A registered, versioned reference to a file or a folder.
package struct DataAsset: VersionedAsset {
    package static let kind = "data"
    package static let noun = "data asset"

    package let workspace: WorkspaceName
    package let name: DataName
    package let version: String
    package var type: AssetType
    package var location: DataLocation
    package var description: String?
    package var tags: [String: String]
    package var creation: CreationContext
    package var isArchived: Bool

    package init(
        workspace: WorkspaceName, name: DataName, version: String, type: AssetType, location: DataLocation,
        description: String? = nil, tags: [String: String] = [:], creation: CreationContext, isArchived: Bool = false
    ) {
        self.workspace = workspace
        self.name = name
        self.version = version
        self.type = type
        self.location = location
        self.description = description
        self.tags = tags
        self.creation = creation
        self.isArchived = isArchived
    }
}
