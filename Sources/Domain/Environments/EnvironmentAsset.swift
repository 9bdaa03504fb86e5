/// A registered, versioned environment.
package struct EnvironmentAsset: VersionedAsset {
    package static let kind = "environment"

    package let workspace: WorkspaceName
    package let name: EnvironmentName
    package let version: String
    package var spec: EnvironmentSpec
    package var creation: CreationContext
    /// Nil in records from before environments could be archived.
    private var archived: Bool?

    package init(
        workspace: WorkspaceName, name: EnvironmentName, version: String, spec: EnvironmentSpec,
        creation: CreationContext, isArchived: Bool = false
    ) {
        self.workspace = workspace
        self.name = name
        self.version = version
        self.spec = spec
        self.creation = creation
        archived = isArchived
    }

    package var isArchived: Bool {
        get { archived ?? false }
        set { archived = newValue }
    }

    package var description: String? {
        get { spec.description }
        set { spec.description = newValue }
    }

    package var tags: [String: String] {
        get { spec.tags }
        set { spec.tags = newValue }
    }
}
