package import Domain

extension StoreTransaction {
    /// Adds a version: the one asked for, or the next number (nil), then what `make` makes of it.
    /// Throws `alreadyExists` when somebody has the version, or had it: a deleted one is not given again.
    package func register<Asset: VersionedAsset>(
        _ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName, make: (String) throws -> Asset
    ) throws -> Asset {
        let version = try Asset.table.reserve(version: version, of: name.rawValue, in: workspace, database)
        let asset = try make(version)
        try Asset.table.insert(asset, name: name.rawValue, version: version, in: workspace, database)
        return asset
    }

    /// Writes a version again: labels, tags and whether it is archived may change, its content never.
    package func update<Asset: VersionedAsset>(_ asset: Asset) throws {
        try Asset.table.update(
            asset, name: asset.name.rawValue, version: asset.version, in: asset.workspace,
            isArchived: asset.isArchived, database)
    }

    /// Removes a version, gives its row as it was, and remembers that there was one.
    package func delete<Asset: VersionedAsset>(_ asset: Asset) throws -> [StoredRow] {
        try Asset.table.delete(asset.name.rawValue, version: asset.version, in: asset.workspace, self)
    }
}
