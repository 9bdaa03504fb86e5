package import Domain

extension StoreReader {
    static let environments = AssetTable<EnvironmentAsset>(name: "environment")

    /// Nil when there is none; throws `internal` when the record cannot be read.
    package func environment(_ name: EnvironmentName, version: String, in workspace: WorkspaceName) throws -> EnvironmentAsset? {
        try Self.environments.find(name.rawValue, version: version, in: workspace, database)
    }

    /// The newest by creation that is not archived: what `@latest` means.
    package func latestEnvironment(_ name: EnvironmentName, in workspace: WorkspaceName) throws -> EnvironmentAsset? {
        try Self.environments.latest(of: name.rawValue, in: workspace, database)
    }

    /// Newest first; all names unless one is given.
    package func environments(
        named name: EnvironmentName? = nil, in workspace: WorkspaceName, filter: ListFilter = ListFilter()
    ) throws -> Records<EnvironmentAsset> {
        try Self.environments.list(of: name?.rawValue, in: workspace, filter, database)
    }

    package func environmentNames(in workspace: WorkspaceName) throws -> [String] {
        try Self.environments.names(in: workspace, database)
    }
}
