package import Domain

extension StoreTransaction {
    /// Adds a data asset: the version asked for, or the next number (nil), then what `make` makes of it.
    /// Throws `alreadyExists` when somebody has the version.
    package func registerDataAsset(
        _ name: DataName, version: String?, in workspace: WorkspaceName, make: (String) throws -> DataAsset
    ) throws -> DataAsset {
        let version = try StoreReader.data.reserve(version: version, of: name.rawValue, in: workspace, database)
        let asset = try make(version)
        try StoreReader.data.insert(asset, name: name.rawValue, version: version, in: workspace, database)
        return asset
    }

    /// Writes a data asset again: labels, tags and whether it is archived may change, its content never.
    package func update(_ asset: DataAsset) throws {
        try StoreReader.data.update(
            asset, name: asset.name.rawValue, version: asset.version, in: asset.workspace,
            isArchived: asset.isArchived, database)
    }
}
