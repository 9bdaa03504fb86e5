import ControlAPI
import Domain

/// The routes of one kind of asset. What the verbs of models, data, environments and components have in common is
/// written once, over these.
struct AssetCalls<Asset: VersionedAsset & Rewindable>: Sendable {
    /// The name of the asset's part in the routes' paths.
    let part: String
    let list: ControlRoute<Nothing, [Asset]>
    let archive: ControlRoute<ArchiveChange, [Asset]>
    let update: ControlRoute<AssetEdit, Asset>
    let delete: ControlRoute<Nothing, Deletion>
    let show: @Sendable (OpenWorkspace, VersionOptions) async throws -> Asset

    init<Routes: VersionedRoutes>(
        _ routes: Routes.Type, show: @escaping @Sendable (OpenWorkspace, VersionOptions) async throws -> Asset
    ) where Routes.Asset == Asset {
        part = Routes.part
        list = Routes.list
        archive = Routes.archive
        update = Routes.update
        delete = Routes.delete
        self.show = show
    }

    /// Hides or shows one version, or all when none is named.
    func setArchived(
        _ isArchived: Bool, _ asset: ArchiveOptions, _ global: GlobalOptions, in session: Session
    ) async throws -> Answer {
        try asset.registry.refuse()
        let open = try await session.open(global)
        var version = asset.version
        if let label = asset.label {
            guard label == "latest" else {
                throw AtelierError(
                    .notFound, "there is no label '\(label.neutralised)'", hint: "use --label latest or --version")
            }
            // To show one again the newest of all counts: the one that `@latest` means is not archived.
            let filter: ListFilter.Archived = isArchived ? .excluded : .included
            let all = try await open.call(list, query: ["name": asset.name, "archived": filter.rawValue])
            guard let newest = all.first else {
                throw AtelierError(
                    .notFound,
                    "\(Asset.noun) '\(asset.name.neutralised)' has no version to "
                        + (isArchived ? "archive" : "restore"),
                    hint: "see 'atelier \(Asset.kind) list --include-archived'")
            }
            version = newest.version
        }
        _ = try await open.call(
            archive, [part: asset.name], body: ArchiveChange(version: version, isArchived: isArchived))
        return .nothing
    }

    /// The newest version of each asset, or with a name all its versions, newest first; as they were at `--at`, what was
    /// archived since included.
    func versions(
        _ options: AssetListOptions, at past: AtOption, in open: OpenWorkspace, _ session: Session,
        where isWanted: (Asset) -> Bool = { _ in true }
    ) async throws -> [Asset] {
        try options.registry.refuse()
        let archived = options.archived
        let asked = past.at == nil ? archived.choice : .included
        var query = ["archived": asked.rawValue]
        query["name"] = options.name
        let versions = try await session.former(open.call(list, query: query), at: past, in: open)
            .filter { archived.admits($0.isArchived) && isWanted($0) }
        return options.name == nil ? versions.latestOfEach : versions
    }

    /// - Parameters:
    ///   - fields: what may change of a version.
    ///   - amend: what flags of the verb's own change besides.
    func changed(
        _ asset: VersionOptions, _ changes: UpdateOptions, in open: OpenWorkspace,
        fields: (Asset) -> EditableFields = { .ofAsset($0) }, amend: (inout AssetEdit) -> Void = { _ in }
    ) async throws -> Asset {
        let current = try await show(open, asset)
        var fields = fields(current)
        try fields.apply(changes)
        var edit = fields.assetEdit()
        amend(&edit)
        return try await open.call(update, [part: asset.name, "version": current.version], body: edit)
    }

    /// - Parameter loss: what is gone afterwards, for the question: `with its files`.
    func delete(
        _ asset: ExactVersionOptions, losing loss: String, _ global: GlobalOptions, in session: Session
    ) async throws -> Answer {
        let open = try await session.open(global)
        try session.confirm("Delete the \(Asset.noun) \(asset.name):\(asset.version) \(loss)?", unless: asset.yes)
        session.tell(try await open.call(delete, [part: asset.name, "version": asset.version]))
        return .nothing
    }
}

extension Array where Element: VersionedAsset {
    /// The newest version of each asset, as a list without `--name` shows them. Versions come newest first.
    var latestOfEach: [Element] {
        var seen: Set<Identifier<Element>> = []
        return filter { seen.insert($0.name).inserted }
    }
}

extension EditableFields {
    /// What every asset lets a person change, and nothing else.
    static func ofAsset(_ asset: some VersionedAsset) -> EditableFields {
        EditableFields(
            type(of: asset).noun.withArticle, texts: ["description": asset.description], maps: ["tags": asset.tags],
            remark: "the content of a version never changes")
    }

    fileprivate func assetEdit() -> AssetEdit {
        AssetEdit(
            description: changed("description"), tags: changed(map: "tags"), properties: changed(map: "properties"),
            stage: changed("stage"), displayName: changed("display_name"))
    }
}
