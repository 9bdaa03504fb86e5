import ControlAPI
import Domain
import FoundationEssentials

/// Finding things by name, with the engine's errors where there is none.
extension DemoWorld {
    func require(workspace name: WorkspaceName) throws -> Workspace {
        guard let found = workspaces.first(where: { $0.name == name }) else {
            throw AtelierError(
                .notFound, "there is no workspace '\(name.rawValue.neutralised)'",
                hint: Self.suggestion(name.rawValue, workspaces.map(\.name.rawValue)), subject: "workspace \(name)")
        }
        return found
    }

    func index(ofJob name: JobName) throws -> Int {
        guard let index = jobs.firstIndex(where: { $0.name == name }) else {
            throw AtelierError(
                .notFound, "there is no job '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
                hint: "see 'atelier job list'", subject: "job \(name)")
        }
        return index
    }

    func job(_ name: JobName) throws -> DemoJob { jobs[try index(ofJob: name)] }

    func index(ofCompute name: ComputeName) throws -> Int {
        guard let index = computes.firstIndex(where: { $0.name == name }) else {
            throw AtelierError(
                .notFound, "there is no compute '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
                hint: Self.suggestion(name.rawValue, computes.map(\.name.rawValue)), subject: "compute \(name)")
        }
        return index
    }

    func index(ofModel name: ModelName, _ version: String) throws -> Int {
        guard let index = models.firstIndex(where: { $0.name == name && $0.version == version }) else {
            throw missing("model", name.rawValue, version: version, known: models.map(\.name.rawValue))
        }
        return index
    }

    /// The latest version that is not archived, unless one is named.
    func model(_ name: ModelName, version: String?) throws -> ModelVersion {
        if let version { return models[try index(ofModel: name, version)] }
        let all = models.filter { $0.name == name }
        guard let model = all.first(where: { !$0.isArchived }) ?? all.first else {
            throw missing("model", name.rawValue, version: nil, known: models.map(\.name.rawValue))
        }
        return model
    }

    func model(_ reference: AssetReference) throws -> ModelVersion {
        let version: String? = if case .version(let version) = reference.selector { version } else { nil }
        return try model(ModelName(reference.name), version: version)
    }

    func index(ofEndpoint name: EndpointName) throws -> Int {
        guard let index = endpoints.firstIndex(where: { $0.name == name }) else {
            throw AtelierError(
                .notFound, "there is no online endpoint '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
                hint: "list them with 'atelier online-endpoint list'", subject: "endpoint \(name)")
        }
        return index
    }

    func index(ofDeployment name: DeploymentName, of endpoint: EndpointName) throws -> Int {
        _ = try index(ofEndpoint: endpoint)
        guard let index = deployments.firstIndex(where: {
            $0.deployment.endpoint == endpoint && $0.deployment.name == name
        }) else {
            throw AtelierError(
                .notFound, "endpoint '\(endpoint)' has no deployment '\(name.rawValue.neutralised)'",
                hint: "list them with 'atelier online-deployment list --endpoint-name \(endpoint)'",
                subject: "deployment \(endpoint)/\(name)")
        }
        return index
    }

    func deployments(of endpoint: EndpointName) -> [OnlineDeployment] {
        deployments.map(\.deployment).filter { $0.endpoint == endpoint }
    }

    func details(of endpoint: OnlineEndpoint) -> EndpointDetails {
        EndpointDetails(
            endpoint: endpoint, scoringURI: "\(Self.scoringURI)/endpoints/\(endpoint.name)/score",
            openapiURI: "\(Self.scoringURI)/endpoints/\(endpoint.name)/swagger.json")
    }

    func missing(_ noun: String, _ name: String, version: String?, known: [String]) -> AtelierError {
        let command = noun == "data asset" ? "data" : noun
        guard let version, known.contains(name) else {
            return AtelierError(
                .notFound, "there is no \(noun) '\(name.neutralised)'",
                hint: Self.suggestion(name, Array(Set(known))), subject: name)
        }
        return AtelierError(
            .notFound, "\(noun) '\(name)' has no version \(version.neutralised)",
            hint: "see 'atelier \(command) list --name \(name)'", subject: "\(name):\(version)")
    }

    static func suggestion(_ word: String, _ known: [String]) -> String? {
        if let nearest = EditDistance.nearest(to: word, among: known) { return "did you mean '\(nearest)'?" }
        return known.isEmpty ? nil : "there is: \(known.sorted().prefix(8).joined(separator: ", "))"
    }

    static let scoringURI = "http://127.0.0.1:5001"
    static let trackingURI = "http://127.0.0.1:5000"
    static let home = "/home/ana/.local/share/atelier"
}
