package import Domain

extension StoreReader {
    static let models = AssetTable<ModelVersion>(name: "model")

    /// Nil when there is none; throws `internal` when the record cannot be read.
    package func model(_ name: ModelName, version: String, in workspace: WorkspaceName) throws -> ModelVersion? {
        try Self.models.find(name.rawValue, version: version, in: workspace, database)
    }

    /// The newest by creation that is not archived: what `@latest` means.
    package func latestModel(_ name: ModelName, in workspace: WorkspaceName) throws -> ModelVersion? {
        try Self.models.latest(of: name.rawValue, in: workspace, database)
    }

    /// Newest first; all names unless one is given.
    package func models(
        named name: ModelName? = nil, in workspace: WorkspaceName, filter: ListFilter = ListFilter()
    ) throws -> Records<ModelVersion> {
        try Self.models.list(of: name?.rawValue, in: workspace, filter, database)
    }

    package func modelNames(in workspace: WorkspaceName) throws -> [String] {
        try Self.models.names(in: workspace, database)
    }

    /// Whether the version has a row, readable or not.
    package func hasModel(_ name: ModelName, version: String, in workspace: WorkspaceName) throws -> Bool {
        try Self.models.exists(name.rawValue, version: version, in: workspace, database)
    }
}
