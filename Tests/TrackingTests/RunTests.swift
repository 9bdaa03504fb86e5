import Domain
import Engine
import Foundation
import Store
import Testing

@Suite struct RunTests {
    @Test func aRunHasTheRecordedShape() async throws {
        try await TrackingFixture.with { door in
            let made = try await door.post(
                "runs/create",
                #"{"experiment_id":"0","user_id":"me","start_time":5,"tags":[{"key":"mlflow.user","value":"me"}]}"#)
            let info = made.json["run"]?["info"]
            let id = try #require(info?["run_id"]?.stringValue)
            #expect(id.count == 32 && info?["run_uuid"] == .string(id))
            #expect(info?["start_time"] == .int(5) && info?["end_time"] == nil)
            #expect(info?["artifact_uri"] == .string("mlflow-artifacts:/0/\(id)/artifacts"))
            #expect(info?["status"] == "RUNNING" && info?["lifecycle_stage"] == "active")
            let name = try #require(info?["run_name"]?.stringValue)
            #expect(made.json["run"]?["data"]?["tags"] == [
                ["key": "mlflow.user", "value": "me"], ["key": "mlflow.runName", "value": .string(name)],
            ])
            let ended = try await door.post("runs/update", #"{"run_id":"\#(id)","status":"FINISHED","end_time":9,"run_name":"new"}"#)
            #expect(ended.json["run_info"]?["status"] == "FINISHED" && ended.json["run_info"]?["end_time"] == .int(9))
            let run = try await door.get("runs/get?run_id=\(id)&run_uuid=\(id)").json["run"]
            #expect(run?["info"]?["run_name"] == "new")
            #expect(run?["data"]?["tags"] == [
                ["key": "mlflow.runName", "value": "new"], ["key": "mlflow.user", "value": "me"],
            ])
            #expect(run?["inputs"] == [:] && run?["outputs"] == [:])
            let kinds = try await door.context.store.read { try $0.events(after: 0, limit: 9).map(\.kind) }
            #expect(kinds == ["run.created", "run.ended"])
        }
    }

    @Test func metricsKeepTheirRules() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let points = [("NaN", 1, 3), ("1.5", 2, 3), ("Infinity", 1, 2), ("-Infinity", 1, -7), ("2", 1, 3), ("2", 1, 3)]
            for (value, time, step) in points {
                let answer = try await door.post(
                    "runs/log-metric",
                    #"{"run_id":"\#(id)","key":"m","value":"\#(value)","timestamp":\#(time),"step":"\#(step)"}"#
                        .replacingOccurrences(of: "\"1.5\"", with: "1.5").replacingOccurrences(of: "\"2\",\"timestamp", with: "2,\"timestamp"))
                #expect(answer.status == 200, "\(answer.text)")
            }
            let run = try await door.get("runs/get?run_id=\(id)").json["run"]
            #expect(run?["data"]?["metrics"] == [["key": "m", "value": 1.5, "timestamp": 2, "step": 3]])
            let history = try await door.get("metrics/get-history?run_id=\(id)&metric_key=m").json["metrics"]
            guard case .array(let all)? = history else { return #expect(Bool(false), "no history") }
            #expect(all.map { $0["step"] } == [-7, 2, 3, 3, 3])
            #expect(all[0]["value"] == .double(-Double.greatestFiniteMagnitude))
            #expect(all[2]["value"] == "NaN")
            #expect(try await door.ledger.latestMetrics(of: JobName(id)) == ["m": 1.5])
        }
    }

    @Test func historyComesInPages() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let metrics = (0..<1000).map { #"{"key":"m","value":\#($0),"timestamp":7,"step":\#($0 / 400)}"# }
            #expect(try await door.post("runs/log-batch", #"{"run_id":"\#(id)","metrics":[\#(metrics.joined(separator: ","))]}"#).status == 200)
            var values: [JSONValue] = [], token = ""
            repeat {
                let page = try await door.get("metrics/get-history?run_id=\(id)&metric_key=m&max_results=150&page_token=\(token)").json
                guard case .array(let points)? = page["metrics"] else { break }
                values += points.compactMap { $0["value"] }
                token = page["next_page_token"]?.stringValue ?? ""
            } while !token.isEmpty
            #expect(values.count == 1000 && Set(values).count == 1000)
            #expect(try await door.get("metrics/get-history?run_id=\(id)&metric_key=m&page_token=bad").code == "INVALID_PARAMETER_VALUE")
        }
    }

    @Test(arguments: [
        ("runs/log-metric", #"{"run_id":"R","key":"m","value":true,"timestamp":1}"#, "Invalid value true for parameter 'value' supplied."),
        ("runs/log-metric", #"{"run_id":"R","value":1,"timestamp":1}"#, "Missing value for required parameter 'key'."),
        ("runs/log-metric", #"{"run_id":"R","key":"m","value":1,"timestamp":-1}"#, "Invalid value -1 for parameter 'timestamp' supplied"),
        ("runs/log-batch", #"{"run_id":"R","metrics":[{"key":"m","value":"x","timestamp":1}]}"#, #"Invalid value "x" for parameter 'metrics[0].value' supplied."#),
        ("runs/log-batch", #"{"run_id":"R","params":[{"key":"a","value":"1"},{"key":"../b","value":"1"}]}"#, "for parameter 'params[1].key' supplied"),
        ("runs/log-parameter", #"{"run_id":"R","key":"p","value":"other"}"#, "Changing param values is not allowed."),
        ("runs/update", #"{"run_id":"R","status":"DONE"}"#, #"Invalid value "DONE" for parameter 'status' supplied."#),
        ("runs/search", #"{"experiment_ids":["0"],"max_results":0}"#, "Invalid value 0 for parameter 'max_results' supplied"),
        ("runs/search", #"{"experiment_ids":["0"],"filter":"metrics.a > 1 OR metrics.b > 2"}"#, "Invalid clause(s) in filter string"),
        ("runs/search", #"{"experiment_ids":"#, "the body is not JSON"),
    ])
    func faultsAreInMLflowsWords(path: String, body: String, message: String) async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            #expect(try await door.post("runs/log-parameter", #"{"run_id":"\#(id)","key":"p","value":"1"}"#).status == 200)
            #expect(try await door.post("runs/log-parameter", #"{"run_id":"\#(id)","key":"p","value":"1"}"#).status == 200)
            let answer = try await door.post(path, body.replacingOccurrences(of: "\"R\"", with: "\"\(id)\""))
            #expect(answer.status == 400 && answer.code == "INVALID_PARAMETER_VALUE")
            #expect(answer.message.contains(message), "\(answer.message)")
        }
    }

    @Test func aBatchIsAllOrNothingAndLimited() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            _ = try await door.post("runs/log-parameter", #"{"run_id":"\#(id)","key":"p","value":"1"}"#)
            let half = try await door.post(
                "runs/log-batch",
                #"{"run_id":"\#(id)","metrics":[{"key":"m","value":1,"timestamp":1}],"params":[{"key":"p","value":"2"}]}"#)
            #expect(half.status == 400)
            let run = try await door.get("runs/get?run_id=\(id)").json["run"]
            #expect(run?["data"]?["metrics"] == nil)
            let many = (0...1000).map { #"{"key":"m","value":\#($0),"timestamp":1}"# }.joined(separator: ",")
            let tooMany = try await door.post("runs/log-batch", #"{"run_id":"\#(id)","metrics":[\#(many)]}"#)
            #expect(tooMany.message.contains("at most 1000 metrics. Got 1001 metrics"))
            let big = try await door.post("runs/log-batch", #"{"run_id":"\#(id)","x":"\#(String(repeating: "x", count: 1_000_000))"}"#)
            #expect(big.status == 400 && big.message.contains("at most 1000000 bytes"))
        }
    }

    @Test func aDeletedRunTakesNothing() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            #expect(try await door.post("runs/delete", #"{"run_id":"\#(id)"}"#).status == 200)
            let refused = try await door.post("runs/set-tag", #"{"run_id":"\#(id)","key":"t","value":"v"}"#)
            #expect(refused.status == 400 && refused.message.contains("must be in the 'active' state"))
            #expect(try await door.post("runs/search", #"{"experiment_ids":["0"]}"#).text == "{}")
            #expect(try await door.post("runs/restore", #"{"run_id":"\#(id)"}"#).status == 200)
            #expect(try await door.post("runs/set-tag", #"{"run_id":"\#(id)","key":"t","value":"v"}"#).status == 200)
            #expect(try await door.post("runs/delete-tag", #"{"run_id":"\#(id)","key":"t"}"#).status == 200)
            #expect(try await door.post("runs/delete-tag", #"{"run_id":"\#(id)","key":"t"}"#).code == "RESOURCE_DOES_NOT_EXIST")
            #expect(try await door.get("runs/get?run_id=nope").code == "RESOURCE_DOES_NOT_EXIST")
        }
    }

    @Test func theSameIdempotencyKeyMakesOneRun() async throws {
        try await TrackingFixture.with { door in
            var ids: Set<JSONValue?> = []
            for _ in 0..<3 {
                let answer = try await door.send(
                    "POST", "/api/2.0/mlflow/runs/create", json: #"{"experiment_id":"0"}"#, headers: ["Idempotency-Key": "k"])
                ids.insert(answer.json["run"]?["info"]?["run_id"])
            }
            #expect(ids.count == 1 && ids.first != .some(nil))
        }
    }

    @Test func inputsAndOutputsComeBack() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            let inputs = #"{"run_id":"\#(id)","datasets":[{"tags":[{"key":"mlflow.data.context","value":"training"}],"dataset":{"name":"ds","digest":"d1","source_type":"code","source":"{}","schema":"{\"a\":1}"}}],"models":[{"model_id":"m-1"}]}"#
            for _ in 0..<2 { #expect(try await door.post("runs/log-inputs", inputs).text == "{}") }
            _ = try await door.post("runs/outputs", #"{"run_id":"\#(id)","models":[{"model_id":"m-2","step":3}]}"#)
            let run = try await door.get("runs/get?run_id=\(id)").json["run"]
            #expect(run?["inputs"] == [
                "dataset_inputs": [[
                    "tags": [["key": "mlflow.data.context", "value": "training"]],
                    "dataset": ["name": "ds", "digest": "d1", "source_type": "code", "source": "{}", "schema": "{\"a\":1}"],
                ]],
                "model_inputs": [["model_id": "m-1"]],
            ])
            #expect(run?["outputs"] == ["model_outputs": [["model_id": "m-2", "step": 3]]])
            let found = try await door.post("runs/search", #"{"experiment_ids":["0"],"filter":"datasets.context = 'training'"}"#)
            #expect(found.text.contains(id))
        }
    }

    @Test func modelsOfVersionTwoAreKeptInATag() async throws {
        try await TrackingFixture.with { door in
            let id = try await door.run()
            for name in ["a", "b"] {
                let answer = try await door.post("runs/log-model", #"{"run_id":"\#(id)","model_json":"{\"artifact_path\": \"\#(name)\"}"}"#)
                #expect(answer.text == "{}")
            }
            let run = try await door.get("runs/get?run_id=\(id)").text
            #expect(run.contains(#"[{\"artifact_path\": \"a\"}, {\"artifact_path\": \"b\"}]"#))
            #expect(try await door.post("runs/log-model", #"{"run_id":"\#(id)","model_json":"nope"}"#).status == 400)
        }
    }
}
