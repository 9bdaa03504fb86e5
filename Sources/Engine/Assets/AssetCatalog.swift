package import Domain

/// The service of one kind of versioned asset. What is the same for all kinds is here, over the kind's shelf.
package protocol AssetCatalog: Undeleting {
    associatedtype Asset: VersionedAsset
    var shelf: AssetShelf<Asset> { get }

    /// The latest version unless one is named.
    func show(_ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName) async throws -> Asset
    /// Removes a version; its number is never given again. Throws `invalidState` while something needs it.
    @discardableResult
    func delete(
        _ name: Identifier<Asset>, version: String, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64?
    ) async throws -> Deletion
}

extension AssetCatalog {
    /// Throws `notFound` saying whether the name or the version is unknown.
    package func resolve(_ reference: AssetReference, in workspace: WorkspaceName) async throws -> Asset {
        try await shelf.resolve(reference, in: workspace)
    }

    /// The latest version unless one is named.
    package func show(
        _ name: Identifier<Asset>, version: String? = nil, in workspace: WorkspaceName
    ) async throws -> Asset {
        try await shelf.show(name, version: version, in: workspace)
    }

    /// Newest first; of one name, or of all.
    package func list(
        named name: Identifier<Asset>? = nil, in workspace: WorkspaceName, filter: ListFilter = ListFilter()
    ) async throws -> [Asset] {
        try await shelf.list(named: name, in: workspace, filter: filter)
    }

    /// Changes what may change of a version: description and tags, and what its kind has besides.
    @discardableResult
    package func update(
        _ name: Identifier<Asset>, version: String, in workspace: WorkspaceName, by person: String, _ edit: AssetEdit
    ) async throws -> Asset {
        try await shelf.update(name, version: version, in: workspace, by: person) { $0.apply(edit) }
    }

    /// Takes a version, or every version of the name, out of lists and out of `@latest`, or puts it back.
    @discardableResult
    package func setArchived(
        _ isArchived: Bool, _ name: Identifier<Asset>, version: String? = nil, in workspace: WorkspaceName,
        by person: String
    ) async throws -> [Asset] {
        try await shelf.setArchived(isArchived, name, version: version, in: workspace, by: person)
    }

    package func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Undeletion {
        try await shelf.undelete(deletion, in: workspace, by: person)
    }

    package func deleteAgain(
        _ undeletion: Event, in workspace: WorkspaceName, by person: String
    ) async throws -> Deletion {
        let (name, version) = undeletion.asset(Asset.self)
        return try await delete(name, version: version, in: workspace, by: person, undoing: undeletion.sequence)
    }
}
