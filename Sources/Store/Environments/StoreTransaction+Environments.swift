package import Domain

extension StoreTransaction {
    /// Adds an environment: the version asked for, or the next number (nil), then what `make` makes of it.
    /// Throws `alreadyExists` when somebody has the version.
    package func registerEnvironment(
        _ name: EnvironmentName, version: String?, in workspace: WorkspaceName, make: (String) throws -> EnvironmentAsset
    ) throws -> EnvironmentAsset {
        let version = try StoreReader.environments.reserve(version: version, of: name.rawValue, in: workspace, database)
        let asset = try make(version)
        try StoreReader.environments.insert(asset, name: name.rawValue, version: version, in: workspace, database)
        return asset
    }
}
