/// What somebody asked a workspace to be (`az ml workspace create`).
package struct WorkspaceSpec: Codable, Sendable {
    package var name: WorkspaceName
    package var resourceGroup: ResourceGroupName?
    package var location: String?
    package var displayName: String?
    package var description: String?
    package var tags: [String: String]

    package init(
        name: WorkspaceName, resourceGroup: ResourceGroupName? = nil, location: String? = nil,
        displayName: String? = nil, description: String? = nil, tags: [String: String] = [:]
    ) {
        self.name = name
        self.resourceGroup = resourceGroup
        self.location = location
        self.displayName = displayName
        self.description = description
        self.tags = tags
    }
}
