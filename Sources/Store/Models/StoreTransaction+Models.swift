package import Domain

extension StoreTransaction {
    /// Adds a model version: the version asked for, or the next number (nil), then what `make` makes of it.
    /// Throws `alreadyExists` when somebody has the version.
    package func registerModel(
        _ name: ModelName, version: String?, in workspace: WorkspaceName, make: (String) throws -> ModelVersion
    ) throws -> ModelVersion {
        let version = try StoreReader.models.reserve(version: version, of: name.rawValue, in: workspace, database)
        let asset = try make(version)
        try StoreReader.models.insert(asset, name: name.rawValue, version: version, in: workspace, database)
        return asset
    }

    /// Writes a model version again: labels, tags and whether it is archived may change, its content never.
    package func update(_ asset: ModelVersion) throws {
        try StoreReader.models.update(
            asset, name: asset.name.rawValue, version: asset.version, in: asset.workspace,
            isArchived: asset.isArchived, database)
    }
}
