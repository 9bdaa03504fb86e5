import Domain
import Foundation
import Testing

@Suite struct ExperimentTests {
    @Test func aLifeOfAnExperiment() async throws {
        try await TrackingFixture.with { door in
            let missing = try await door.get("experiments/get-by-name?experiment_name=wine")
            #expect(missing.status == 404 && missing.code == "RESOURCE_DOES_NOT_EXIST")
            #expect(missing.message == "Could not find experiment with name 'wine'")
            let id = try #require(try await door.post("experiments/create", #"{"name":"wine","tags":[{"key":"a","value":"b"}]}"#).json["experiment_id"]?.stringValue)
            let again = try await door.post("experiments/create", #"{"name":"wine"}"#)
            #expect(again.status == 400 && again.code == "RESOURCE_ALREADY_EXISTS")
            let found = try await door.get("experiments/get?experiment_id=\(id)").json["experiment"]
            #expect(found?["artifact_location"] == .string("mlflow-artifacts:/\(id)"))
            #expect(found?["tags"] == [["key": "a", "value": "b"]] && found?["lifecycle_stage"] == "active")
            let run = try await door.run(in: id)
            #expect(try await door.post("experiments/update", #"{"experiment_id":"\#(id)","new_name":"red+white & so"}"#).text == "{}")
            #expect(try await door.get("experiments/get-by-name?experiment_name=red%2Bwhite+%26+so").json["experiment"]?["experiment_id"] == .string(id))
            #expect(try await door.post("experiments/delete", #"{"experiment_id":"\#(id)"}"#).status == 200)
            #expect(try await door.get("runs/get?run_id=\(run)").json["run"]?["info"]?["lifecycle_stage"] == "deleted")
            let deleted = try await door.post("experiments/create", #"{"name":"red+white & so"}"#)
            #expect(deleted.code == "RESOURCE_ALREADY_EXISTS" && deleted.message.contains("deleted state"))
            #expect(try await door.post("experiments/restore", #"{"experiment_id":"\#(id)"}"#).status == 200)
            #expect(try await door.post("experiments/set-experiment-tag", #"{"experiment_id":"\#(id)","key":"k","value":"v"}"#).text == "{}")
            let search = try await door.get("experiments/search?filter=tags.k+%3D+%27v%27&max_results=5&view_type=ACTIVE_ONLY").json["experiments"]
            guard case .array(let all)? = search else { return #expect(Bool(false), "nothing found") }
            #expect(all.count == 1 && all[0]["experiment_id"] == .string(id))
            #expect(try await door.post("experiments/delete-experiment-tag", #"{"experiment_id":"\#(id)","key":"k"}"#).status == 200)
        }
    }

    @Test(arguments: ["file:///tmp/../etc", "mlflow-artifacts:/a#b", "s3://b?x=1", "x/%2e%2e/y"])
    func hostileLocationsAreRefused(location: String) async throws {
        try await TrackingFixture.with { door in
            let answer = try await door.post("experiments/create", #"{"name":"x","artifact_location":"\#(location)"}"#)
            #expect(answer.status == 400 && answer.code == "INVALID_PARAMETER_VALUE")
        }
    }
}
