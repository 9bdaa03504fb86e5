package import Domain

extension ModelCatalog {
    /// Takes a version, or every version of the name, out of lists and out of `@latest`. Nothing is deleted.
    @discardableResult
    package func archive(
        _ name: ModelName, version: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> [ModelVersion] {
        try await shelf.setArchived(true, name, version: version, in: workspace, by: person)
    }

    @discardableResult
    package func restore(
        _ name: ModelName, version: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> [ModelVersion] {
        try await shelf.setArchived(false, name, version: version, in: workspace, by: person)
    }

    /// Changes what may change of a version: description, tags, properties, stage.
    @discardableResult
    package func update(
        _ name: ModelName, version: String, in workspace: WorkspaceName, by person: String, _ edit: AssetEdit
    ) async throws -> ModelVersion {
        try await shelf.update(name, version: version, in: workspace, by: person) { $0.apply(edit) }
    }
}
