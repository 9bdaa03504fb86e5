import ControlAPI
import Domain
import FoundationEssentials

/// What people do to models, data and environments.
extension DemoWorld {
    mutating func register(_ spec: ModelSpec) throws -> ModelVersion {
        try NameRule.asset("model").check(spec.name.rawValue)
        let given = givenVersions[spec.name, default: []]
        let version = spec.version ?? "\((given.compactMap { Int($0) }.max() ?? 0) + 1)"
        guard !given.contains(version) else {
            let isThere = models.contains { $0.name == spec.name && $0.version == version }
            throw AtelierError(
                .alreadyExists,
                isThere
                    ? "model \(spec.name):\(version) exists already; a version never changes"
                    : "model \(spec.name):\(version) was deleted; a version is never given twice",
                hint: "leave --version out to get the next number", subject: "model \(spec.name):\(version)")
        }
        var lineage = ModelLineage()
        switch spec.location {
        case .jobOutput(let name, _, _), .run(let name, _):
            let job = try job(name)
            let latest = job.latestMetrics(at: now).compactMap { metric in metric.value.map { (metric.key, $0) } }
            lineage = ModelLineage(
                job: name, code: job.job.code, environment: job.job.environment,
                data: ["data": "azureml:\(job.story.dataset):1"], metrics: Dictionary(uniqueKeysWithValues: latest))
        default: break
        }
        let random = DemoRandom(seed, for: "\(spec.name):\(version)")
        let model = ModelVersion(
            workspace: workspace, name: spec.name, version: version, type: spec.type, source: spec.location,
            baseName: "model", contentHash: ContentHash(rawValue: random.digits(64)),
            size: ByteCount(Int64(40_000 + random.share(at: 1) * 9_000_000)), description: spec.description,
            tags: spec.tags, properties: spec.properties, stage: spec.stage, lineage: lineage,
            creation: CreationContext(at: now, by: user))
        models.insert(model, at: 0)
        givenVersions[spec.name, default: []].insert(version)
        note("model.registered", "model", "\(spec.name):\(version)", message: lineage.job.map { "from job \($0)" })
        return model
    }

    mutating func archive(_ name: ModelName, _ change: ArchiveChange) throws -> [ModelVersion] {
        _ = try model(name, version: change.version)
        var changed: [ModelVersion] = []
        for index in models.indices where models[index].name == name {
            guard change.version.map({ $0 == models[index].version }) ?? true else { continue }
            if models[index].isArchived != change.isArchived {
                models[index].isArchived = change.isArchived
                models[index].creation = models[index].creation.modified(at: now, by: user)
                note(
                    change.isArchived ? "model.archived" : "model.restored", "model",
                    "\(name):\(models[index].version)", before: ["is_archived": .bool(!change.isArchived)],
                    after: ["is_archived": .bool(change.isArchived)])
            }
            changed.append(models[index])
        }
        return changed
    }

    mutating func update(_ name: ModelName, _ version: String, _ edit: AssetEdit) throws -> ModelVersion {
        let index = try index(ofModel: name, version)
        let before = models[index]
        models[index].apply(edit)
        models[index].creation = before.creation.modified(at: now, by: user)
        note(
            "model.updated", "model", "\(name):\(version)", before: before.edited, after: models[index].edited)
        return models[index]
    }

    mutating func delete(_ name: ModelName, _ version: String) throws -> Deletion {
        let index = try index(ofModel: name, version)
        let reference = AssetReference(name: name.rawValue, selector: .version(version))
        if let user = deployments.first(where: { $0.deployment.model == reference })?.deployment {
            throw AtelierError(
                .invalidState, "model \(name):\(version) is used by deployment \(user.endpoint)/\(user.name)",
                hint: "delete that deployment first, or archive the model", subject: "model \(name):\(version)")
        }
        let gone = models[index]
        return discard(
            "model", "\(name):\(version)",
            before: ["version": .string(version), "hash": .string(gone.contentHash.rawValue)]
        ) { world in
            world.models.removeAll { $0.name == name && $0.version == version }
            return { $0.models.insert(gone, at: min(index, $0.models.count)) }
        }
    }

    mutating func register(_ spec: DataSpec) throws -> DataAsset {
        try NameRule.asset("data").check(spec.name.rawValue)
        let given = data.filter { $0.name == spec.name }.map(\.version)
        let version = spec.version ?? "\((given.compactMap { Int($0) }.max() ?? 0) + 1)"
        guard !given.contains(version) else {
            throw AtelierError(
                .alreadyExists, "data asset \(spec.name):\(version) exists already",
                hint: "leave --version out to get the next number", subject: "data \(spec.name):\(version)")
        }
        let asset = DataAsset(
            workspace: workspace, name: spec.name, version: version, type: spec.type, location: spec.location,
            description: spec.description, tags: spec.tags, creation: CreationContext(at: now, by: user))
        data.insert(asset, at: 0)
        note("data.registered", "data", "\(spec.name):\(version)")
        return asset
    }

    mutating func register(_ spec: EnvironmentSpec) throws -> EnvironmentAsset {
        guard let name = spec.name else {
            throw AtelierError(.invalidArgument, "the environment has no name", hint: "give it one")
        }
        try NameRule.asset("environment").check(name.rawValue)
        let given = environments.filter { $0.name == name }.map(\.version)
        let version = spec.version ?? "\((given.compactMap { Int($0) }.max() ?? 0) + 1)"
        let asset = EnvironmentAsset(
            workspace: workspace, name: name, version: version, spec: spec,
            creation: CreationContext(at: now, by: user))
        environments.insert(asset, at: 0)
        note("environment.registered", "environment", "\(name):\(version)")
        return asset
    }
}
