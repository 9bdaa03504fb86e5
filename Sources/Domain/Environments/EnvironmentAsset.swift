/// A registered, versioned environment.
package struct EnvironmentAsset: Codable, Sendable {
    package let workspace: WorkspaceName
    package let name: EnvironmentName
    package let version: String
    package var spec: EnvironmentSpec
    package var creation: CreationContext

    package init(
        workspace: WorkspaceName, name: EnvironmentName, version: String, spec: EnvironmentSpec,
        creation: CreationContext
    ) {
        self.workspace = workspace
        self.name = name
        self.version = version
        self.spec = spec
        self.creation = creation
    }
}
