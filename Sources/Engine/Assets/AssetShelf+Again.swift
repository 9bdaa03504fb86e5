import Domain
import Store

extension AssetShelf {
    /// What registering a version makes that is there and has the same content: the notes that come with it are taken
    /// over, so that a script may run again. Azure's `create` is a create-or-update.
    func again(_ asset: Asset, _ edit: AssetEdit, by person: String) async throws -> Asset {
        var noted = asset
        noted.apply(edit)
        guard noted.edited != asset.edited else { return asset }
        return try await update(asset.name, version: asset.version, in: asset.workspace, by: person) { $0.apply(edit) }
    }

    /// The version that a spec asks for by its number, if somebody registered it.
    func there(_ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName) async throws -> Asset? {
        try await context.store.read { reader in
            _ = try reader.requireWorkspace(workspace)
            return try version.flatMap { try reader.asset(name, version: $0, in: workspace) }
        }
    }
}

extension AssetEdit {
    /// What a registration says besides the content; what it leaves out stays.
    init(
        registering description: String?, tags: [String: String], properties: [String: String] = [:],
        stage: String? = nil
    ) {
        self.init(
            description: description, tags: tags.isEmpty ? nil : tags,
            properties: properties.isEmpty ? nil : properties, stage: stage)
    }
}
