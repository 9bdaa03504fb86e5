import Client
import Domain

extension DemoWorld {
    /// What the deployment with most of the traffic answers: a class for each row of `data`.
    func score(_ request: ScoringRequest) -> ScoringResponse {
        let parts = request.uri.split(separator: "/")
        let name = parts.firstIndex(of: "endpoints").map { EndpointName(String(parts[$0 + 1])) }
        let traffic = endpoints.first { $0.name == name }?.traffic
        guard let traffic, let serving = traffic.live.max(by: { traffic[$0] < traffic[$1] }) else {
            return answer(404, ["message": "no deployment has traffic"])
        }
        guard let body = try? JSONParser.parse(String(decoding: request.body, as: UTF8.self)) else {
            return answer(424, ["message": "the request is no JSON"], by: serving)
        }
        let rows = if case .array(let rows)? = body["data"] { rows } else { [body] }
        let classes = rows.map { JSONValue.int(Int64(DemoRandom(seed, for: $0.compactText).share(at: 0) * 3)) }
        return answer(200, ["predictions": .array(classes)], by: serving)
    }

    private func answer(_ status: Int, _ body: JSONValue, by deployment: DeploymentName? = nil) -> ScoringResponse {
        let headers = ["azureml-model-deployment": deployment?.rawValue].compactMapValues(\.self)
        return ScoringResponse(status: status, headers: headers, body: Array(body.compactText.utf8))
    }
}
