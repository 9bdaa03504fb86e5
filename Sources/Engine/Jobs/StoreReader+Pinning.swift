import Domain
import Store

extension StoreReader {
    /// The work with labels (`@latest`) turned into the versions they mean now, as Azure ML records a job: what runs
    /// later, or again, is what was meant when it was submitted.
    func pinned(_ work: CommandWork, in workspace: WorkspaceName) throws -> CommandWork {
        var work = work
        if case .registered(let reference) = work.environment, reference.isLabel,
            let found: EnvironmentAsset = try find(reference, in: workspace)
        {
            work.environment = .registered(reference.pinned(to: found.version))
        }
        for (name, input) in work.inputs {
            guard case .data(var data) = input, case .asset(let reference) = data.location, reference.isLabel else {
                continue
            }
            let version: String?
            if ModelType(rawValue: data.type.rawValue) != nil {
                let found: ModelVersion? = try find(reference, in: workspace)
                version = found?.version
            } else {
                let found: DataAsset? = try find(reference, in: workspace)
                version = found?.version
            }
            guard let version else { continue }
            data.location = .asset(reference.pinned(to: version))
            work.inputs[name] = .data(data)
        }
        return work
    }
}

extension AssetReference {
    /// Whether a label of this workspace chooses the version.
    fileprivate var isLabel: Bool {
        guard registry == nil, case .label = selector else { return false }
        return true
    }

    fileprivate func pinned(to version: String) -> AssetReference {
        AssetReference(name: name, selector: .version(version))
    }
}
