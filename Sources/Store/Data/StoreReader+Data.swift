package import Domain

extension StoreReader {
    static let data = AssetTable<DataAsset>(name: "data")

    /// Nil when there is none; throws `internal` when the record cannot be read.
    package func dataAsset(_ name: DataName, version: String, in workspace: WorkspaceName) throws -> DataAsset? {
        try Self.data.find(name.rawValue, version: version, in: workspace, database)
    }

    /// The newest by creation that is not archived: what `@latest` means.
    package func latestDataAsset(_ name: DataName, in workspace: WorkspaceName) throws -> DataAsset? {
        try Self.data.latest(of: name.rawValue, in: workspace, database)
    }

    /// Newest first; all names unless one is given.
    package func dataAssets(
        named name: DataName? = nil, in workspace: WorkspaceName, filter: ListFilter = ListFilter()
    ) throws -> Records<DataAsset> {
        try Self.data.list(of: name?.rawValue, in: workspace, filter, database)
    }

    package func dataNames(in workspace: WorkspaceName) throws -> [String] {
        try Self.data.names(in: workspace, database)
    }
}
