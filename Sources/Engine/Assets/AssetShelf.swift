package import Domain
import Store

/// The versions of one kind of asset: finding, listing and changing them is the same for all kinds.
package struct AssetShelf<Asset: VersionedAsset>: Sendable {
    let context: EngineContext

    /// Throws `notFound` saying whether the name or the version is unknown.
    func resolve(_ reference: AssetReference, in workspace: WorkspaceName) async throws -> Asset {
        if let registry = reference.registry {
            throw AtelierError(
                .unsupported, "\(reference.description.neutralised) lies in the registry '\(registry.neutralised)'",
                hint: "download it and register it in the workspace", subject: reference.description)
        }
        return try await context.store.read { try $0.require(reference, in: workspace) }
    }

    /// The latest version unless one is named.
    func show(_ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName) async throws -> Asset {
        let selector = version.map { AssetReference.Selector.version($0) } ?? .label("latest")
        return try await resolve(AssetReference(name: name.rawValue, selector: selector), in: workspace)
    }

    /// Newest first; of one name, or of all.
    func list(
        named name: Identifier<Asset>?, in workspace: WorkspaceName, filter: ListFilter
    ) async throws -> [Asset] {
        let records: Records<Asset> = try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try reader.assets(named: name, in: workspace, filter: filter)
        }
        return context.reporting(records)
    }

    /// Changes what may change of a version. `change` sees the current value.
    func update(
        _ name: Identifier<Asset>, version: String, in workspace: WorkspaceName, by person: String,
        change: @escaping @Sendable (inout Asset) -> Void
    ) async throws -> Asset {
        let now = context.clock.now()
        return try await context.write { transaction in
            let current: Asset = try transaction.require(
                AssetReference(name: name.rawValue, selector: .version(version)), in: workspace)
            var asset = current
            change(&asset)
            asset.creation = current.creation.modified(at: now, by: person)
            try transaction.update(asset)
            try transaction.append(
                "\(Asset.kind).updated", about: asset.reference, by: person, at: now, before: current.edited,
                after: asset.edited)
            return asset
        }
    }

    /// Takes a version, or every version of the name, out of lists and out of `@latest`, or puts it back.
    func setArchived(
        _ isArchived: Bool, _ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName,
        by person: String
    ) async throws -> [Asset] {
        let now = context.clock.now()
        return try await context.write { transaction in
            let versions: [Asset]
            if let version {
                versions = try transaction.asset(name, version: version, in: workspace).map { [$0] } ?? []
            } else {
                versions = try transaction.assets(
                    named: name, in: workspace, filter: ListFilter(archived: .included)).values
            }
            guard !versions.isEmpty else {
                throw AtelierError.missing(
                    AssetReference(name: name.rawValue, selector: version.map { .version($0) } ?? .label("latest")),
                    Asset.self, known: try transaction.names(of: Asset.self, in: workspace))
            }
            return try versions.map { current in
                guard current.isArchived != isArchived else { return current }
                var asset = current
                asset.isArchived = isArchived
                asset.creation = current.creation.modified(at: now, by: person)
                try transaction.update(asset)
                try transaction.append(
                    isArchived ? "\(Asset.kind).archived" : "\(Asset.kind).restored", about: asset.reference,
                    by: person, at: now, before: ["is_archived": .bool(current.isArchived)],
                    after: ["is_archived": .bool(isArchived)])
                return asset
            }
        }
    }

    /// Removes a version's record, and the folders with what belongs to it; its number is never given again. `check`
    /// throws when something needs the version.
    func delete(
        _ name: Identifier<Asset>, version: String, in workspace: WorkspaceName, by person: String,
        undoing sequence: Int64? = nil, folders: [String] = [],
        check: @escaping @Sendable (Asset, StoreReader) throws -> Void
    ) async throws -> Deletion {
        let reference = AssetReference(name: name.rawValue, selector: .version(version))
        let resource = ResourceReference(kind: Asset.kind, name: "\(name):\(version)", workspace: workspace)
        return try await context.delete(resource, in: workspace, by: person, undoing: sequence) {
            let asset: Asset = try $0.require(reference, in: workspace)
            try check(asset, $0)
            let before = asset.edited.members.merging(["version": .string(version)]) { _, new in new }
            return Taken(Removal(try $0.delete(asset)), before: .object(before), folders: folders)
        }
    }

    /// Brings a version back. `check` throws when what it needs is gone.
    func undelete(
        _ deletion: Event, in workspace: WorkspaceName, by person: String,
        check: @escaping @Sendable (Asset, StoreReader) throws -> Void = { _, _ in }
    ) async throws -> Undeletion {
        let (name, version) = deletion.asset(Asset.self)
        let reference = AssetReference(name: name.rawValue, selector: .version(version))
        let event = try await context.undelete(deletion, in: workspace, by: person) { transaction in
            try check(transaction.require(reference, in: workspace), transaction)
            return ((), after: .object(["version": .string(version)]))
        }.event
        return Undeletion(event)
    }
}

extension JSONValue {
    fileprivate var members: [String: JSONValue] {
        guard case .object(let members) = self else { return [:] }
        return members
    }
}
