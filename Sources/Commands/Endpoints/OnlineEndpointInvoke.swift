import ArgumentParser
import Client
import ControlAPI
import Domain

struct OnlineEndpointInvoke: Verb {
    static let configuration = CommandConfiguration.verb(
        "invoke", "Ask an endpoint for a prediction.",
        example: "atelier online-endpoint invoke --name iris --request-file request.json")

    @OptionGroup var endpoint: EndpointOption
    @Option(name: [.customShort("r"), .long], help: "The file with the request's body.")
    var requestFile: String?
    @Option(name: .shortAndLong, help: "This deployment, whatever the traffic says.", completion: NamedThing.deployment.completion)
    var deploymentName: String?
    @OptionGroup var global: GlobalOptions

    /// The body as it came; `az` prints it as a JSON string.
    static var usualFormat: OutputFormat { .tsv }

    func perform(in session: Session) async throws -> Answer {
        let body = try requestFile.map(ScoringRequest.body(ofFile:)) ?? []
        let open = try await session.open(global)
        let details = try await open.call(EndpointRoutes.show, ["endpoint": endpoint.name])
        let keys = try await open.call(EndpointRoutes.credentials, ["endpoint": endpoint.name])
        var deployment = deploymentName.map { DeploymentName($0) }
        if endpoint.local, deployment == nil {
            let all = try await open.call(DeploymentRoutes.list, ["endpoint": endpoint.name])
            deployment = Self.localTarget(among: all.map(\.spec.name), details.endpoint.traffic)
        }
        let response = try await open.score(
            ScoringRequest(
                uri: details.scoringURI, key: keys.primary, deployment: deployment, body: body))
        guard response.isSuccess else { throw failure(response) }
        return Answer(.string(response.text))
    }

    /// A local endpoint of `az ml` has no traffic to divide: its only deployment is the one that is meant. Nil where the
    /// traffic decides.
    static func localTarget(among deployments: [DeploymentName], _ traffic: TrafficSplit) -> DeploymentName? {
        deployments.count == 1 && traffic.weights.values.allSatisfy { $0 == 0 } ? deployments[0] : nil
    }

    private func failure(_ response: ScoringResponse) -> AtelierError {
        let message = response.complaint
        let said = message.isEmpty ? "" : ": \(message.prefix(2000))"
        let logs = "see 'atelier online-deployment get-logs --endpoint-name \(endpoint.name) --name "
            + "\(response.deployment ?? deploymentName ?? "NAME")'"
        if response.status == 424, let model = response.headers["ms-azureml-model-error-statuscode"] {
            let hint = requestFile == nil ? "the request had no body, give one with --request-file FILE; \(logs)" : logs
            return AtelierError(.invalidState, "the model failed with status \(model)\(said)", hint: hint)
        }
        let hint =
            switch response.status {
            case 404 where deploymentName != nil:
                "see 'atelier online-deployment list --endpoint-name \(endpoint.name)'"
            case 404: "no deployment has traffic; see 'atelier online-endpoint show --name \(endpoint.name)'"
            case 408: "raise request_settings.request_timeout_ms of the deployment"
            case 429: "raise instance_count or request_settings.max_concurrent_requests_per_instance"
            case 500...: logs
            default: nil as String?
            }
        return AtelierError(.invalidState, "the endpoint answered \(response.status)\(said)", hint: hint)
    }
}
