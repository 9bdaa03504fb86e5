import Domain
import Store

extension StoreReader {
    /// The data a reference means; nil when there is none, or when it lies in a registry.
    func find(_ reference: AssetReference, in workspace: WorkspaceName) throws -> DataAsset? {
        guard reference.registry == nil else { return nil }
        let name = DataName(reference.name)
        return switch reference.selector {
        case .version(let version): try dataAsset(name, version: version, in: workspace)
        case .label("latest"): try latestDataAsset(name, in: workspace)
        case .label: nil
        }
    }

    /// The model version a reference means.
    func find(_ reference: AssetReference, in workspace: WorkspaceName) throws -> ModelVersion? {
        guard reference.registry == nil else { return nil }
        let name = ModelName(reference.name)
        return switch reference.selector {
        case .version(let version): try model(name, version: version, in: workspace)
        case .label("latest"): try latestModel(name, in: workspace)
        case .label: nil
        }
    }

    /// The registered environment a reference means.
    func find(_ reference: AssetReference, in workspace: WorkspaceName) throws -> EnvironmentAsset? {
        let name = EnvironmentName(reference.name)
        return switch reference.selector {
        case .version(let version): try environment(name, version: version, in: workspace)
        case .label("latest"): try latestEnvironment(name, in: workspace)
        case .label: nil
        }
    }
}

extension AtelierError {
    /// `notFound` for a reference, saying whether it is the name or the version that is not there.
    static func missing(_ reference: AssetReference, noun: String, known: [String]) -> AtelierError {
        let command = noun == "data asset" ? "data" : noun == "environment" ? "environment" : "model"
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
