package import Domain

/// Models, data, environments and components, which are kept alike.
extension StoreReader {
    /// Nil when there is none; throws `internal` when the record cannot be read.
    package func asset<Asset: VersionedAsset>(
        _ name: Identifier<Asset>, version: String, in workspace: WorkspaceName
    ) throws -> Asset? {
        try Asset.table.find(name.rawValue, version: version, in: workspace, database)
    }

    /// The newest by creation that is not archived: what `@latest` means.
    package func latest<Asset: VersionedAsset>(
        _ name: Identifier<Asset>, in workspace: WorkspaceName
    ) throws -> Asset? {
        try Asset.table.latest(of: name.rawValue, in: workspace, database)
    }

    /// Newest first; all names unless one is given.
    package func assets<Asset: VersionedAsset>(
        _ type: Asset.Type = Asset.self, named name: Identifier<Asset>? = nil, in workspace: WorkspaceName,
        filter: ListFilter = ListFilter()
    ) throws -> Records<Asset> {
        try Asset.table.list(of: name?.rawValue, in: workspace, filter, database)
    }

    /// Every name there is, for "did you mean".
    package func names<Asset: VersionedAsset>(of type: Asset.Type, in workspace: WorkspaceName) throws -> [String] {
        try Asset.table.names(in: workspace, database)
    }
}

extension VersionedAsset {
    static var table: AssetTable<Self> { AssetTable(name: kind, noun: noun) }
}
