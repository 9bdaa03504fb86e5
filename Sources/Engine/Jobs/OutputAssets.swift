import Domain

/// Registers outputs in the catalogs: models by their type, all else as data.
struct OutputAssets: OutputRegistering {
    let models: ModelCatalog
    let data: DataCatalog

    func register(_ name: String, _ output: JobOutput, of job: Job) async throws {
        guard let asset = output.assetName else { return }
        let location = DataLocation.jobOutput(job.name, output: name, path: "")
        if let type = ModelType(rawValue: output.type.rawValue) {
            let known = try await models.list(named: ModelName(asset), in: job.workspace, filter: Self.everything)
            guard !known.contains(where: { $0.source == location }) else { return }
            _ = try await models.register(
                ModelSpec(name: ModelName(asset), version: output.assetVersion, type: type, location: location),
                in: job.workspace, by: job.creation.createdBy)
        } else {
            let known = try await data.list(named: DataName(asset), in: job.workspace, filter: Self.everything)
            guard !known.contains(where: { $0.location == location }) else { return }
            _ = try await data.register(
                DataSpec(name: DataName(asset), version: output.assetVersion, type: output.type, location: location),
                in: job.workspace, by: job.creation.createdBy)
        }
    }

    private static let everything = ListFilter(archived: .included)
}
