/// The folder of workspaces that `az group` manages.
package struct ResourceGroup: Codable, Sendable {
    package let name: ResourceGroupName
    package var location: String
    package var tags: [String: String]
    package var creation: CreationContext

    package init(
        name: ResourceGroupName, location: String, tags: [String: String] = [:], creation: CreationContext
    ) {
        self.name = name
        self.location = location
        self.tags = tags
        self.creation = creation
    }

    package static let defaultName: ResourceGroupName = "default"
}
