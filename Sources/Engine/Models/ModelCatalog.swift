package import Domain
import LinuxSystem
import Logging
import Store

/// The registered models. A version's files are copied in, whole and on disk, before it is acknowledged, and never
/// change after.
package struct ModelCatalog: AssetCatalog {
    let context: EngineContext
    package var shelf: AssetShelf<ModelVersion> { AssetShelf(context: context) }
    private let locations: LocationResolver
    private let metrics: any RunMetrics

    package init(_ context: EngineContext, locations: LocationResolver, metrics: any RunMetrics) {
        self.context = context
        self.locations = locations
        self.metrics = metrics
    }

    /// Removes the half copies that a crash left behind. Called once, before anything is registered.
    package func start() async throws {
        let home = context.home
        try await BlockingWork.run {
            let workspaces = home.root + "/workspaces"
            guard try FileStamp.of(workspaces) != nil else { return }
            for workspace in try FileTree.names(in: workspaces) {
                let models = Self.models(of: WorkspaceName(workspace), in: home)
                guard try FileStamp.of(models) != nil else { continue }
                for name in try FileTree.names(in: models) where name.hasPrefix(ModelStaging.prefix) {
                    try FileCopy.remove("\(models)/\(name)")
                }
            }
        }
    }

    /// Registers a file, a folder, a job's output, a run's artifact, a datastore path, a download or another model as
    /// the next version, or as the version asked for.
    ///
    /// A version that is there and holds the same is given back, with what is noted of it anew.
    ///
    /// Throws `alreadyExists` for a version that holds something else, `notFound` when there is nothing at the location,
    /// and `invalidArgument` for names, or files, that cannot be a model.
    ///
    /// - Parameter files: what is copied when it is not what lies at the location but was made of it: a conversion.
    package func register(
        _ spec: ModelSpec, files: String? = nil, in workspace: WorkspaceName, by person: String
    ) async throws -> ModelVersion {
        try NameRule.asset("model").check(spec.name.rawValue)
        if let version = spec.version { try NameRule.asset("model version").check(version) }
        _ = try await context.store.read { try $0.requireWorkspace(workspace) }
        let source =
            if let files { files } else {
                try await locations.existingPath(of: spec.location, as: spec.location.modelType, in: workspace)
            }
        let lineage = try await lineage(of: spec.location, in: workspace)
        let models = Self.models(of: workspace, in: context.home)
        let staging = try await BlockingWork.run { try ModelStaging.copy(source, type: spec.type, into: models) }
        return try await shelf.registering(
            spec.name, version: spec.version, in: workspace, by: person,
            noting: AssetEdit(
                registering: spec.description, tags: spec.tags, properties: spec.properties, stage: spec.stage),
            isSame: {
                $0.type == spec.type && $0.contentHash == staging.hash && $0.baseName == staging.baseName
            },
            { try await registerAnew(spec, holding: staging, lineage, in: workspace, by: person) })
    }

    /// Moves the files to their place in the transaction that names them, or throws them away.
    private func registerAnew(
        _ spec: ModelSpec, holding staging: ModelStaging, _ lineage: ModelLineage, in workspace: WorkspaceName,
        by person: String
    ) async throws -> ModelVersion {
        let home = context.home
        let now = context.clock.now()
        do {
            return try await context.write { transaction in
                let model = try transaction.register(spec.name, version: spec.version, in: workspace) { version in
                    try staging.move(to: home.model(spec.name, version: version, in: workspace))
                    return ModelVersion(
                        workspace: workspace, name: spec.name, version: version, type: spec.type,
                        source: spec.location, baseName: staging.baseName, contentHash: staging.hash,
                        size: staging.size, description: spec.description, tags: spec.tags,
                        properties: spec.properties, stage: spec.stage, lineage: lineage,
                        creation: CreationContext(at: now, by: person))
                }
                try transaction.append(
                    "model.registered", about: model.reference, by: person, at: now,
                    message: "from \(spec.location.description.neutralised)",
                    after: [
                        "version": .string(model.version), "type": .string(model.type.rawValue),
                        "hash": .string(model.contentHash.rawValue),
                        "job": lineage.job.map { .string($0.rawValue) } ?? .null,
                    ])
                return model
            }
        } catch {
            try await BlockingWork.run { try staging.discard() }
            throw error
        }
    }

    /// The folder `…/models/NAME/VERSION`, which directly contains `baseName`: a deployment's `AZUREML_MODEL_DIR`.
    package func files(of model: ModelVersion) -> String {
        context.home.model(model.name, version: model.version, in: model.workspace)
    }

    private func lineage(of location: DataLocation, in workspace: WorkspaceName) async throws -> ModelLineage {
        if case .asset(let reference) = location {
            let parent: ModelVersion? = try await context.store.read { try $0.find(reference, in: workspace) }
            return parent?.lineage ?? ModelLineage()
        }
        guard let name = location.job else { return ModelLineage() }
        guard let job = try await context.store.read({ try $0.job(named: name, in: workspace) }) else {
            return ModelLineage(job: name, metrics: try await metrics.latestMetrics(of: name))
        }
        return ModelLineage(
            job: name, code: job.code, environment: job.environment,
            data: job.spec.work.inputs.compactMapValues { input in
                guard case .data(let data) = input else { return nil }
                return data.location.description
            },
            metrics: try await metrics.latestMetrics(of: name))
    }

    private static func models(of workspace: WorkspaceName, in home: HomeLayout) -> String {
        home.workspace(workspace) + "/models"
    }
}

extension DataLocation {
    /// The job that wrote what lies here, as far as the location tells.
    var job: JobName? {
        switch self {
        case .jobOutput(let job, _, _): job
        case .run(let run, _): run
        default: nil
        }
    }

    /// A bare `azureml:NAME:VERSION` given as a model's path means a model.
    fileprivate var modelType: AssetType? {
        if case .asset = self { .customModel } else { nil }
    }
}
