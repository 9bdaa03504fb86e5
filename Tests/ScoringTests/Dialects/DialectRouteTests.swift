import Domain
import Foundation
import Testing

@testable import Scoring

/// One script, asked in every dialect.
@Suite struct DialectRouteTests {
    /// Doubles each cell of `data`, or answers what the request asks for.
    private static let doubling = """
        import json
        def init(): pass
        def run(raw):
            values = json.loads(raw)
            if "say" in values: return values["say"]
            if "fail" in values: raise ValueError("no")
            rows = values.get("data") or values.get("instances") or values.get("inputs")
            return [[2 * cell for cell in row] for row in rows]
        """

    private func post(
        _ fixture: ScoringFixture, _ path: String, _ body: String, headers: [String: String] = [:]
    ) async throws -> RawClient.Response {
        try await fixture.client().request(
            "POST", "/endpoints/iris/\(path)", body: body, headers: ScoringFixture.authorised(headers))
    }

    @Test func rowsGoInAndPredictionsComeOut() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Self.doubling)
            for path in [
                "invocations", "v1/models/iris:predict", "v1/models/blue:predict", "predict",
                "v1/projects/p/locations/l/endpoints/1:predict",
            ] {
                let answer = try await post(fixture, path, #"{"instances": [[1, 2]]}"#)
                #expect(answer.status == 200 && answer.body == #"{"predictions": [[2, 4]]}"#, "\(path)")
                #expect(answer["content-type"] == "application/json" && answer["azureml-model-deployment"] == "blue")
                #expect(answer["x-request-id"] != nil)
                // An object is the script's own choice, any other value is a prediction.
                for (said, sent) in [(#"{"a": 1}"#, #"{"a": 1}"#), ("3", #"{"predictions": 3}"#)] {
                    #expect(try await post(fixture, path, "{\"say\": \(said)}").body == sent)
                }
            }
            #expect(try await fixture.score(#"{"data": [[1]]}"#).body == "[[2]]")
        }
    }

    @Test func errorsHaveTheirDialectsForm() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Self.doubling) { $0.maximumBody = ByteCount(2000) }
            func check(_ path: String, _ form: (JSONValue) -> (text: String?, code: JSONValue?), codes: [Int: JSONValue]) async throws {
                func read(_ answer: RawClient.Response) throws -> (String?, JSONValue?) {
                    form(try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8)))
                }
                let client = try fixture.client()
                let stranger = try await client.request("POST", "/endpoints/iris/\(path)", body: "{}")
                let nowhere = try await client.request("POST", "/endpoints/rose/\(path)", body: "{}")
                let method = try await client.request("GET", "/endpoints/iris/\(path)", headers: ScoringFixture.authorised())
                let large = try await post(fixture, path, String(repeating: " ", count: 2001))
                for (answer, status, words) in [
                    (stranger, 401, "get-credentials"), (nowhere, 404, "no online endpoint 'rose'"),
                    (method, 405, "not allowed"), (large, 413, "longer than 2000 bytes"),
                ] {
                    #expect(answer.status == status, "\(path)")
                    let (text, code) = try read(answer)
                    #expect(text?.contains(words) == true, "\(path): \(answer.body)")
                    #expect(code == codes[status], "\(path): \(answer.body)")
                    #expect(answer["content-type"] == "application/json" && answer["x-request-id"] != nil)
                }
                #expect(method["allow"] == "POST" && stranger["www-authenticate"] == "Bearer")
                let tooLong = try await post(fixture, path, "{}", headers: ["x-request-id": String(repeating: "a", count: 101)])
                #expect(try read(tooLong).0?.contains("must not exceed") == true)
            }
            try await check("invocations", { ($0["message"]?.stringValue, $0["error_code"]) }, codes: [
                401: "UNAUTHENTICATED", 404: "RESOURCE_DOES_NOT_EXIST", 405: "BAD_REQUEST", 413: "BAD_REQUEST",
            ])
            try await check("v2/models/iris/infer", { ($0["error"]?.stringValue, nil) }, codes: [:])
            try await check("v1/models/iris:predict", { ($0["error"]?.stringValue, nil) }, codes: [:])
            try await check("predict", { ($0["error"]?["message"]?.stringValue, $0["error"]?["status"]) }, codes: [
                401: "UNAUTHENTICATED", 404: "NOT_FOUND", 405: "INVALID_ARGUMENT", 413: "INVALID_ARGUMENT",
            ])
        }
    }

    /// Azure's gateway says 424; the others have no gateway, and say what the model server would.
    @Test func aFailingScriptIsSaidInEveryForm() async throws {
        try await ScoringFixture.run { fixture in
            let pool = try await fixture.deploy(Self.doubling)
            let body = #"{"fail": 1}"#
            let azure = try await fixture.score(body)
            #expect(azure.status == 424 && azure["ms-azureml-model-error-statuscode"] == "500")
            #expect(azure["ms-azureml-model-error-reason"] == "model_error")
            let sentence = "An unexpected error occurred in scoring script. Check the logs for more info."
            let mlflow = try await post(fixture, "invocations", body)
            #expect(mlflow.status == 500 && mlflow.body == #"{"error_code": "INTERNAL_ERROR", "message": "\#(sentence)"}"#)
            #expect(mlflow["x-ms-run-function-failed"] == "True" && mlflow["ms-azureml-model-error-statuscode"] == nil)
            let kserve = try await post(fixture, "v1/models/iris:predict", body)
            #expect(kserve.status == 500 && kserve.body == #"{"error": "\#(sentence)"}"#)
            let statistics = await pool.statistics()
            #expect(statistics.failed == 3)
            #expect(await pool.takeLoad().errors == 3)
        }
    }

    @Test func namesAndVersionsChooseDeployments() async throws {
        try await ScoringFixture.run { fixture in
            let script = { (name: String) in "def init(): pass\ndef run(data): return ['\(name)']\n" }
            let blue = try fixture.pool("blue", script("blue"), change: { $0.modelVersion = "3" })
            let green = try fixture.pool("green", script("green"), change: { $0.modelVersion = "4" })
            try await blue.start()
            try await green.start()
            fixture.publish([blue, green], traffic: .all(to: "blue"))
            let tensor = #"{"inputs": [{"name": "x", "shape": [1], "datatype": "INT64", "data": [1]}]}"#
            func infer(_ model: String) async throws -> RawClient.Response {
                try await post(fixture, "v2/models/\(model)/infer", tensor)
            }
            for (model, name, version) in [
                ("iris", "blue", "3"), ("blue", "blue", "3"), ("green", "green", "4"), ("iris/versions/3", "blue", "3"),
                ("iris/versions/4", "green", "4"), ("green/versions/4", "green", "4"),
            ] {
                let answer = try await infer(model)
                #expect(answer.body.contains("[\"\(name)\"]"), "\(model): \(answer.body)")
                #expect(answer.body.contains("\"model_version\": \"\(version)\""))
            }
            for (model, words) in [
                ("rose", "there is no model 'rose' here; this endpoint answers to: iris, blue, green"),
                ("iris/versions/9", "no version '9' here; it has: 3"), ("green/versions/3", "no version '3' here; it has: 4"),
            ] {
                let answer = try await infer(model)
                #expect(answer.status == 404 && answer.body.contains(words), "\(answer.body)")
            }
            let header = try await post(fixture, "v1/models/iris:predict", "1", headers: ["azureml-model-deployment": "green"])
            #expect(header.body == #"{"predictions": ["green"]}"#)
        }
    }

    @Test func healthNeedsNoKeyAndMetadataDo() async throws {
        try await ScoringFixture.run { fixture in
            try await fixture.deploy(Self.doubling) { $0.modelVersion = "3" }
            let client = try fixture.client()
            for (path, body) in [
                ("v2/health/live", #"{"live":true}"#), ("v2/health/ready", #"{"ready":true}"#), ("ping", "\n"),
                ("health", "\n"), ("version", "atelier"),
            ] {
                let answer = try await client.request("GET", "/endpoints/iris/\(path)")
                #expect(answer.status == 200 && answer.body == body, "\(path): \(answer.body)")
                #expect(try await client.request("GET", "/endpoints/rose/\(path)").status == (path == "version" ? 200 : 404))
                #expect(try await client.request("DELETE", "/endpoints/iris/\(path)").status == 405)
            }
            let server = try await client.request("GET", "/endpoints/iris/v2")
            #expect(server.body.contains("binary_tensor_data"))
            for path in [
                "v2/models/iris", "v2/models/iris/ready", "v2/repository/index", "v2/models/stats", "v1/models", "v1/models/iris",
            ] {
                #expect(try await client.request("GET", "/endpoints/iris/\(path)").status == 401, "\(path)")
                #expect(
                    try await client.request("GET", "/endpoints/iris/\(path)", headers: ScoringFixture.authorised()).status
                        == 200, "\(path)")
            }
            func get(_ path: String) async throws -> JSONValue {
                let answer = try await client.request("GET", "/endpoints/iris/\(path)", headers: ScoringFixture.authorised())
                return try JSONDecoder().decode(JSONValue.self, from: Data(answer.body.utf8))
            }
            #expect(try await get("v2/models/iris") == [
                "name": "iris", "versions": ["3"], "platform": "python", "inputs": [], "outputs": [],
            ])
            #expect(try await get("v2/repository/index") == [
                ["name": "blue", "version": "3", "state": "READY", "reason": ""],
            ])
            #expect(try await get("v1/models") == ["models": ["iris", "blue"]])
            #expect(try await get("v1/models/blue") == ["name": "blue", "ready": true])
            _ = try await post(fixture, "invocations", #"{"say": 1}"#)
            let statistics = try await get("v2/models/stats")
            guard case .array(let entries) = statistics["model_stats"] else { throw RawClient.Closed() }
            #expect(entries.first?["inference_stats"]?["success"]?["count"] == 1)
            let explained = try await post(fixture, "v1/models/iris:explain", "{}")
            #expect(explained.status == 501 && explained.body.hasPrefix(#"{"error": "#))
        }
    }
}
