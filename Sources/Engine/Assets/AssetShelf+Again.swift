import Domain
import Store

extension AssetShelf {
    /// What `register` makes. When the version is there and has the same content it is given back, with the notes that
    /// come with the registration, so that a script may run again: Azure's `create` is a create-or-update.
    ///
    /// Throws `alreadyExists`, as `register` does, for a version that has another content.
    func registering(
        _ name: Identifier<Asset>, version: String?, in workspace: WorkspaceName, by person: String,
        noting edit: AssetEdit, isSame: (Asset) -> Bool, _ register: () async throws -> Asset
    ) async throws -> Asset {
        do {
            return try await register()
        } catch let error as AtelierError where error.code == .alreadyExists {
            guard let version,
                let there: Asset = try await context.store.read({ try $0.asset(name, version: version, in: workspace) }),
                isSame(there)
            else { throw error }
            var noted = there
            noted.apply(edit)
            guard noted.edited != there.edited else { return there }
            return try await update(name, version: version, in: workspace, by: person) { $0.apply(edit) }
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
