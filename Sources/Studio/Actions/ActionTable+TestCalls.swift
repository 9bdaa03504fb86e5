import Client
import ControlAPI
import Domain
import LinuxSystem

extension ActionTable {
    static let testCalls: [Action] = [.pane(.endpoints), .screen("endpoint"), .screen("access")].map { scope in
        Action("endpoint.test", "Send it a request, and see the answer", in: scope, keys: ["T"], hint: "test", changesThings: true) {
            $0.askForRequest()
        }
    }
}

extension StudioModel {
    /// The last request stands there again: one key and Enter ask the same of what serves now.
    fileprivate mutating func askForRequest() -> [StudioEffect] {
        guard let endpoint = subject.endpoint else { return told(.info, "select an endpoint first") }
        overlay = TextPrompt(sign: "JSON or @FILE to \(endpoint.rawValue.neutralised): ", text: samples[endpoint] ?? "") {
            $0.samples[endpoint] = $1
            return $0.send($1, to: endpoint)
        }
        return []
    }

    private mutating func send(_ text: String, to endpoint: EndpointName) -> [StudioEffect] {
        let parts = ["workspace": data.workspace.rawValue, "endpoint": endpoint.rawValue]
        let folder = workingFolder
        let shown = endpoint.rawValue.neutralised
        return ask(EngineTask("asking \(shown)") { engine in
            let body = try await Self.body(text, in: folder)
            let uri = try await engine.call(EndpointRoutes.show, parts).scoringURI
            let key = try await engine.call(EndpointRoutes.credentials, parts).primary
            let start = ContinuousClock.now
            let response = try await engine.score(ScoringRequest(uri: uri, key: key, body: body))
            let took = MetricText.short((ContinuousClock.now - start) / .milliseconds(1))
            let who = response.deployment.map { "\($0.neutralised) of \(shown)" } ?? shown
            let answer = (response.isSuccess ? response.text : response.complaint).split(whereSeparator: \.isNewline)
            let sentence = "\(who): \(response.status) in \(took) ms: \(answer.joined(separator: " ").prefix(2000))"
            return { $0.told(response.isSuccess ? .success : .failure, sentence.neutralised) }
        })
    }

    private static func body(_ text: String, in folder: String) async throws -> [UInt8] {
        guard let name = text.removing(prefix: "@") else { return Array(text.utf8) }
        let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        return try await BlockingWork.run { try ScoringRequest.body(ofFile: path) }
    }
}
