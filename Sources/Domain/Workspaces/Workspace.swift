/// The container of jobs, computes, models and endpoints; its name is unique on the box.
package struct Workspace: Codable, Sendable {
    package let name: WorkspaceName
    package let resourceGroup: ResourceGroupName
    package var location: String
    package var displayName: String?
    package var description: String?
    package var tags: [String: String]
    package var creation: CreationContext

    package init(
        name: WorkspaceName, resourceGroup: ResourceGroupName, location: String, displayName: String? = nil,
        description: String? = nil, tags: [String: String] = [:], creation: CreationContext
    ) {
        self.name = name
        self.resourceGroup = resourceGroup
        self.location = location
        self.displayName = displayName
        self.description = description
        self.tags = tags
        self.creation = creation
    }
}

extension Workspace {
    /// The workspace that exists from the first start of an engine, used when none is named.
    package static let defaultName: WorkspaceName = "default"
}
