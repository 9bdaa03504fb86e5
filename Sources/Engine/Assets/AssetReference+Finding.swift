import Domain
import Store

extension StoreReader {
    /// The version a reference means; nil when there is none, or when it lies in a registry.
    func find<Asset: VersionedAsset>(
        _ reference: AssetReference, in workspace: WorkspaceName
    ) throws -> Asset? {
        guard reference.registry == nil else { return nil }
        let name = Identifier<Asset>(reference.name)
        return switch reference.selector {
        case .version(let version): try asset(name, version: version, in: workspace)
        case .label("latest"): try latest(name, in: workspace)
        case .label: nil
        }
    }

    /// As `find`; throws `notFound` saying what is not there.
    func require<Asset: VersionedAsset>(_ reference: AssetReference, in workspace: WorkspaceName) throws -> Asset {
        if let found: Asset = try find(reference, in: workspace) { return found }
        _ = try requireWorkspace(workspace)
        throw AtelierError.missing(reference, Asset.self, known: try names(of: Asset.self, in: workspace))
    }

    /// Whether a reference means this version of the workspace: it names it, or it is the latest now.
    func refers(_ reference: AssetReference, to asset: some VersionedAsset) throws -> Bool {
        guard reference.registry == nil, reference.name == asset.name.rawValue else { return false }
        return switch reference.selector {
        case .version(let version): version == asset.version
        case .label: try latest(asset.name, in: asset.workspace)?.version == asset.version
        }
    }
}

extension AtelierError {
    /// `notFound` for a reference, saying whether it is the name or the version that is not there.
    static func missing<Asset: VersionedAsset>(
        _ reference: AssetReference, _ type: Asset.Type, known: [String]
    ) -> AtelierError {
        missing(reference, noun: Asset.noun, command: Asset.kind, known: known)
    }

    static func missing(_ reference: AssetReference, noun: String, command: String, known: [String]) -> AtelierError {
        guard known.contains(reference.name) else {
            return AtelierError(
                .notFound, "there is no \(noun) '\(reference.name.neutralised)'",
                hint: Suggestion.text(for: reference.name, among: known) ?? "see 'atelier \(command) list'",
                subject: reference.description)
        }
        return AtelierError(
            .notFound, "\(noun) '\(reference.name)' has no \(reference.selectorWords)",
            hint: "see 'atelier \(command) list --name \(reference.name)'", subject: reference.description)
    }
}

extension AssetReference {
    fileprivate var selectorWords: String {
        switch selector {
        case .version(let version): "version '\(version.neutralised)'"
        case .label("latest"): "version that is not archived"
        case .label(let label): "label '\(label.neutralised)'; Atelier knows 'latest'"
        }
    }
}
