import Domain
import Engine
import Foundation
import Testing

@Suite struct LoggedModelTests {
    @Test func itsParametersHaveTheLimitsOfARuns() async throws {
        try await TrackingFixture.with { door in
            let long = String(repeating: "x", count: 6001)
            for parameter in [#"{"key":"p","value":"\#(long)"}"#, #"{"key":"../p","value":"1"}"#] {
                let made = try await door.post("logged-models", #"{"experiment_id":"0","params":[\#(parameter)]}"#)
                #expect(made.status == 400 && made.message.contains("params[0]"))
            }
            let made = try await door.post("logged-models", #"{"experiment_id":"0"}"#)
            let id = try #require(made.json["model"]?["info"]?["model_id"]?.stringValue)
            let logged = try await door.post("logged-models/\(id)/params", #"{"params":[{"key":"p","value":"\#(long)"}]}"#)
            #expect(logged.status == 400 && logged.message.contains("params[0].value"))
        }
    }

    @Test func aModelIsMadePendingAndFinalised() async throws {
        try await TrackingFixture.with { door in
            let run = try await door.run()
            let made = try await door.post(
                "logged-models",
                #"{"experiment_id":"0","name":"model","source_run_id":"\#(run)","params":[{"key":"p","value":"1"}],"tags":[{"key":"t","value":"v"}]}"#)
            let info = made.json["model"]?["info"]
            let id = try #require(info?["model_id"]?.stringValue)
            #expect(id.hasPrefix("m-") && id.count == 34)
            #expect(info?["status"] == "LOGGED_MODEL_PENDING")
            #expect(info?["artifact_uri"] == .string("mlflow-artifacts:/0/models/\(id)/artifacts"))
            #expect(made.json["model"]?["data"]?["params"] == [["key": "p", "value": "1"]])
            let put = try await door.send(
                "PUT", "/api/2.0/mlflow-artifacts/artifacts/0/models/\(id)/artifacts/MLmodel", body: Data("x".utf8))
            #expect(put.status == 200)
            let ready = try await door.send("PATCH", "/api/2.0/mlflow/logged-models/\(id)", json: #"{"status":"LOGGED_MODEL_READY"}"#)
            #expect(ready.json["model"]?["info"]?["status"] == "LOGGED_MODEL_READY")
            let tags = try await door.send("PATCH", "/api/2.0/mlflow/logged-models/\(id)/tags", json: #"{"tags":[{"key":"a/b","value":"c"}]}"#)
            #expect(tags.status == 200)
            #expect(try await door.send("DELETE", "/api/2.0/mlflow/logged-models/\(id)/tags/a%2Fb").status == 200)
            #expect(try await door.post("logged-models/\(id)/params", #"{"params":[{"key":"q","value":"2"}]}"#).status == 200)
            let files = try await door.get("logged-models/\(id)/artifacts/directories").json["files"]
            #expect(files == [["path": "MLmodel", "is_dir": false, "file_size": 1]])
            _ = try await door.post("runs/log-metric", #"{"run_id":"\#(run)","key":"acc","value":0.9,"timestamp":1,"model_id":"\#(id)","dataset_name":"d","dataset_digest":"x"}"#)
            let found = try await door.post(
                "logged-models/search",
                #"{"experiment_ids":["0"],"filter":"name = 'model' AND metrics.acc > 0.8","order_by":[{"field_name":"creation_time","ascending":false}]}"#)
            guard case .array(let models)? = found.json["models"] else { return #expect(Bool(false), "\(found.text)") }
            #expect(models.count == 1 && models[0]["data"]?["metrics"] == [[
                "key": "acc", "value": 0.9, "timestamp": 1, "step": 0, "dataset_name": "d", "dataset_digest": "x",
                "model_id": .string(id), "run_id": .string(run),
            ]])
            #expect(try await door.send("DELETE", "/api/2.0/mlflow/logged-models/\(id)").status == 200)
            #expect(try await door.get("logged-models/\(id)").code == "RESOURCE_DOES_NOT_EXIST")
        }
    }

    @Test func aJobsFirstModelOfANameLiesInItsArtifacts() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            let token = door.tokens.issue(for: "j1")
            let experiment = try await door.get("runs/get?run_id=j1").json["run"]?["info"]?["experiment_id"]?.stringValue ?? ""
            let body = #"{"experiment_id":"\#(experiment)","name":"model","source_run_id":"j1"}"#
            let first = try await door.post("logged-models", body, token: token).json["model"]?["info"]
            let second = try await door.post("logged-models", body, token: token).json["model"]?["info"]
            #expect(first?["artifact_uri"] == .string("mlflow-artifacts:/\(experiment)/j1/artifacts/model"))
            #expect(second?["artifact_uri"]?.stringValue?.contains("/models/m-") == true)
        }
    }

    @Test(arguments: ["a/b", "a.b", "a:b", "a%b", "a'b", "..", "a\\\\b"])
    func hostileNamesAreRefused(name: String) async throws {
        try await TrackingFixture.with { door in
            let answer = try await door.post("logged-models", #"{"experiment_id":"0","name":"\#(name)"}"#)
            #expect(answer.status == 400)
        }
    }
}
