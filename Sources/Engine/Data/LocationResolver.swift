package import Domain
import Store

/// Where locations lie on this box. Whatever is named inside a datastore, a job or a model stays inside it.
package struct LocationResolver: Sendable {
    private let context: EngineContext
    private let remoteFiles: any RemoteFileFetching

    package init(_ context: EngineContext, remoteFiles: any RemoteFileFetching) {
        self.context = context
        self.remoteFiles = remoteFiles
    }

    /// The path, which need not exist: outputs are asked for before they are made. A remote file is fetched into the
    /// cache. `type` says whether an `azureml:NAME:VERSION` means a model or data; without it data is tried first.
    ///
    /// Throws `invalidArgument` for a path that leads out of its place, `notFound` for an unknown job, datastore or
    /// asset, `unsupported` for storage that is not on this box.
    package func path(
        of location: DataLocation, as type: AssetType? = nil, in workspace: WorkspaceName
    ) async throws -> String {
        try await path(of: location, as: type, in: workspace, depth: 0)
    }

    /// As `path(of:as:in:)`, and something is there: throws `notFound` naming it otherwise.
    package func existingPath(
        of location: DataLocation, as type: AssetType? = nil, in workspace: WorkspaceName
    ) async throws -> String {
        let path = try await path(of: location, as: type, in: workspace)
        guard try FileStamp.of(path, followingLinks: true) == nil else { return path }
        let hint: String? =
            switch location {
            case .jobOutput(let job, _, _): "see what it wrote: atelier job download --name \(job) --all"
            case .run(let run, _): "see what it wrote: atelier job download --name \(run) --all"
            default: "check the path"
            }
        throw AtelierError(
            .notFound, "there is nothing at \(location.description.neutralised)", hint: hint,
            subject: location.description)
    }

    private func path(
        of location: DataLocation, as type: AssetType?, in workspace: WorkspaceName, depth: Int
    ) async throws -> String {
        switch location {
        case .local(let path):
            return try LocalPlace(path, in: context.home).path
        case .datastore(let name, let path):
            return try await datastorePath(name, path, in: workspace)
        case .jobOutput(let job, let output, let path):
            return try await outputPath(of: job, output, path, in: workspace, depth: depth)
        case .run(let run, let path):
            try NameRule.asset("run").check(run.rawValue)
            return try ConfinedPath.resolve(path, under: try await artifacts(of: run, in: workspace), of: "run \(run)")
        case .asset(let reference):
            return try await assetPath(reference, as: type, in: workspace, depth: depth)
        case .remote(let uri):
            return try await remotePath(uri)
        }
    }

    // MARK: Each kind of location

    private func datastorePath(
        _ name: DatastoreName, _ path: String, in workspace: WorkspaceName
    ) async throws -> String {
        // Azure keeps the artifacts of a run here, and prints such paths.
        if name == Datastore.artifactStore, let rest = path.trimmingSlashes.removing(prefix: "ExperimentRun/dcid.") {
            let parts = rest.split(separator: "/", maxSplits: 1).map(String.init)
            let run = JobName(parts.first ?? "")
            return try await self.path(
                of: .run(run, path: parts.count > 1 ? parts[1] : ""), as: nil, in: workspace, depth: 0)
        }
        let home = context.home
        let datastore = try await context.store.read { try $0.requireDatastore(name, in: workspace, home) }
        guard let root = datastore.path else {
            throw AtelierError(
                .unsupported,
                "datastore '\(name)' is cloud storage (\(datastore.type.rawValue)), which Atelier does not mount",
                hint: "copy the data to this box, and use its path or a datastore of type local_file",
                subject: "datastore \(name)")
        }
        return try LocalPlace(ConfinedPath.resolve(path, under: root, of: "datastore \(name)"), in: home).path
    }

    private func outputPath(
        of name: JobName, _ output: String, _ path: String, in workspace: WorkspaceName, depth: Int
    ) async throws -> String {
        guard let job = try await context.store.read({ try $0.job(named: name, in: workspace) }) else {
            throw Self.missing("job", name, in: workspace)
        }
        let subject = "output '\(output)' of job \(name)"
        // A declared output comes before the default one of the same name.
        if job.spec.work.outputs[output] == nil, output == "artifacts" || output == "default" {
            // What a search made is what its best trial made.
            let owner = job.spec.work.isSearch ? job.spec.properties[JobProperty.bestTrial].map { JobName($0) } ?? name : name
            let root = context.home.job(owner, in: workspace).artifacts
            return try ConfinedPath.resolve(path, under: root, of: subject)
        }
        let location = try OutputLocation.of(output, job: job)
        try refuseLoop(depth, location)
        let root = try await self.path(of: location, as: nil, in: workspace, depth: depth + 1)
        if path.trimmingSlashes.isEmpty, let declared = job.spec.work.outputs[output] {
            return JobPlanner.outputPath(output, declared, at: root)
        }
        return try ConfinedPath.resolve(path, under: root, of: subject)
    }

    /// Of a job, or of a run that a client made without one.
    private func artifacts(of name: JobName, in workspace: WorkspaceName) async throws -> String {
        let home = context.home
        let found: String? = try await context.store.read { reader in
            if let run = try reader.runInfo(RunID(name.rawValue)), run.workspace == workspace {
                return home.artifacts(of: run)
            }
            return try reader.job(named: name, in: workspace).map { home.job($0.name, in: workspace).artifacts }
        }
        guard let found else { throw Self.missing("run", name, in: workspace) }
        return found
    }

    private static func missing(_ noun: String, _ name: JobName, in workspace: WorkspaceName) -> AtelierError {
        AtelierError(
            .notFound, "there is no \(noun) '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
            hint: "see 'atelier job list'", subject: "\(noun) \(name)")
    }

    private func assetPath(
        _ reference: AssetReference, as type: AssetType?, in workspace: WorkspaceName, depth: Int
    ) async throws -> String {
        if let registry = reference.registry {
            throw AtelierError(
                .unsupported, "\(reference.description.neutralised) lies in the registry '\(registry.neutralised)'",
                hint: "download it and register it in the workspace", subject: reference.description)
        }
        let wanted = type?.isModel
        if wanted != true {
            let found = try await context.store.read { try $0.find(reference, in: workspace) as DataAsset? }
            if let data = found {
                try refuseLoop(depth, data.location)
                return try await path(of: data.location, as: data.type, in: workspace, depth: depth + 1)
            }
        }
        if wanted != false {
            let found = try await context.store.read { try $0.find(reference, in: workspace) as ModelVersion? }
            if let model = found { return model.path(in: context.home) }
        }
        throw AtelierError.missing(
            reference, noun: wanted == true ? "model" : wanted == false ? "data asset" : "data asset or model",
            command: wanted == true ? "model" : "data",
            known: try await context.store.read { reader in
                (wanted == true ? [] : try reader.names(of: DataAsset.self, in: workspace))
                    + (wanted == false ? [] : try reader.names(of: ModelVersion.self, in: workspace))
            })
    }

    private func remotePath(_ uri: String) async throws -> String {
        let scheme = uri.prefix { $0 != ":" }.lowercased()
        switch scheme {
        case "https", "http":
            return try await remoteFiles.fetch(uri)
        case "wasbs", "wasb", "abfss", "abfs", "adl", "s3", "gs":
            throw AtelierError(
                .unsupported, "\(uri.neutralised) lies in cloud storage, which Atelier does not mount",
                hint: "download it and use its local path, or give an https:// address", subject: uri)
        default:
            throw AtelierError(
                .unsupported, "'\(scheme.neutralised)://' is not a kind of location Atelier knows",
                hint: "use a path, https://…, azureml:NAME:VERSION or azureml://datastores/NAME/paths/PATH",
                subject: uri)
        }
    }

    private func refuseLoop(_ depth: Int, _ location: DataLocation) throws {
        guard depth < 8 else {
            throw AtelierError(
                .invalidArgument, "\(location.description.neutralised) refers to itself by way of other assets",
                hint: "register it again with the path of its files", subject: location.description)
        }
    }
}

extension AssetType {
    var isModel: Bool {
        switch self {
        case .customModel, .mlflowModel, .tritonModel: true
        case .uriFile, .uriFolder, .mltable: false
        }
    }
}

extension LocationResolver: LocationResolving {
    package func path(
        of location: DataLocation, asInput type: AssetType, in workspace: WorkspaceName
    ) async throws -> String {
        // An input's type may be Azure's default and say nothing: only a model's is meant.
        if type.isModel, case .asset(let reference) = location,
            let model: ModelVersion = try await context.store.read({ try $0.find(reference, in: workspace) })
        {
            return model.path(in: context.home)
        }
        return try await path(of: location, as: nil, in: workspace)
    }

    package func path(of location: DataLocation, in workspace: WorkspaceName) async throws -> String {
        try await path(of: location, as: nil, in: workspace)
    }
}
