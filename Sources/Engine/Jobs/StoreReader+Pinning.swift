import Domain
import Store

extension StoreReader {
    /// The work with labels (`@latest`) turned into the versions they mean now, as Azure ML records a job: what runs
    /// later, or again, is what was meant when it was submitted.
    func pinned(_ work: JobWork, in workspace: WorkspaceName) throws -> JobWork {
        switch work {
        case .command(let command): return .command(try pinned(command, in: workspace))
        case .sweep(var sweep):
            sweep.trial = try pinned(sweep.trial, in: workspace)
            return .sweep(sweep)
        case .automl(var search):
            search.trainingData = try pinned(search.trainingData, in: workspace)
            search.validationData = try search.validationData.map { try pinned($0, in: workspace) }
            search.testData = try search.testData.map { try pinned($0, in: workspace) }
            return .automl(search)
        case .trial: return work
        }
    }

    private func pinned(_ work: CommandWork, in workspace: WorkspaceName) throws -> CommandWork {
        var work = work
        if case .registered(let reference) = work.environment, reference.isLabel,
            let found: EnvironmentAsset = try find(reference, in: workspace)
        {
            work.environment = .registered(reference.pinned(to: found.version))
        }
        for (name, input) in work.inputs {
            guard case .data(let data) = input else { continue }
            work.inputs[name] = .data(try pinned(data, in: workspace))
        }
        return work
    }

    private func pinned(_ input: DataInput, in workspace: WorkspaceName) throws -> DataInput {
        guard case .asset(let reference) = input.location, reference.isLabel else { return input }
        let version: String?
        if ModelType(rawValue: input.type.rawValue) != nil {
            let found: ModelVersion? = try find(reference, in: workspace)
            version = found?.version
        } else {
            let found: DataAsset? = try find(reference, in: workspace)
            version = found?.version
        }
        guard let version else { return input }
        var data = input
        data.location = .asset(reference.pinned(to: version))
        return data
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
