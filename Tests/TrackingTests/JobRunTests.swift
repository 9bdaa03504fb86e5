import Domain
import Engine
import Foundation
import Store
import Testing

/// A job is the run with the same id.
@Suite struct JobRunTests {
    @Test func theRunFollowsTheJob() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("brave_fox_1")
            let token = door.tokens.issue(for: "brave_fox_1")
            let queued = try await door.get("runs/get?run_id=brave_fox_1", token: token).json["run"]
            #expect(queued?["info"]?["status"] == "SCHEDULED" && queued?["info"]?["run_name"] == "shown name")
            #expect(queued?["data"]?["tags"]?.contains("team", "blue") == true)
            try await door.close("brave_fox_1", .running, at: 2_000)
            let update = try await door.post("runs/update", #"{"run_id":"brave_fox_1","status":"FINISHED","end_time":1}"#, token: token)
            #expect(update.status == 200 && update.json["run_info"]?["status"] == "RUNNING")
            try await door.close("brave_fox_1", .completed, at: 3_000)
            let ended = try await door.get("runs/get?run_id=brave_fox_1").json["run"]?["info"]
            #expect(ended?["status"] == "FINISHED")
            #expect(ended?["start_time"] == .int(2_000_000) && ended?["end_time"] == .int(3_000_000))
        }
    }

    @Test func aJobKeepsItsExperimentWhateverNameItAsksFor() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1", experiment: "wine")
            let token = door.tokens.issue(for: "j1")
            let own = try await door.get("runs/get?run_id=j1", token: token).json["run"]?["info"]?["experiment_id"]
            let asked = try await door.get("experiments/get-by-name?experiment_name=other", token: token).json["experiment"]
            #expect(asked?["experiment_id"] == own && asked?["name"] == "wine")
        }
    }

    @Test func aJobsTokenReachesItsOwnRunsOnly() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            try await door.openJob("j2")
            let token = door.tokens.issue(for: "j1")
            func log(_ run: String) async throws -> DoorAnswer {
                try await door.post("runs/log-metric", #"{"run_id":"\#(run)","key":"m","value":1,"timestamp":1}"#, token: token)
            }
            #expect(try await log("j1").status == 200)
            let refused = try await log("j2")
            #expect(refused.status == 403 && refused.code == "PERMISSION_DENIED")
            let experiment = try await door.get("runs/get?run_id=j1").json["run"]?["info"]?["experiment_id"]?.stringValue ?? ""
            let child = try await door.run(in: experiment, token: token)
            #expect(try await log(child).status == 200)
            #expect(try await log(try await door.run(in: experiment)).status == 403)
            #expect(try await door.post("experiments/delete", #"{"experiment_id":"\#(experiment)"}"#, token: token).status == 403)
            #expect(try await door.post("runs/delete", #"{"run_id":"j1"}"#, token: token).status == 403)
            #expect(try await door.get("runs/get?run_id=j2", token: token).status == 200)
            let put = try await door.send("PUT", "/api/2.0/mlflow-artifacts/artifacts/\(experiment)/j2/artifacts/x", body: Data("x".utf8), token: token)
            #expect(put.status == 403)
        }
    }

    @Test func aJobTagsItsOwnExperimentOnly() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1", experiment: "wine")
            try await door.openJob("j2", experiment: "beer")
            func tag(_ path: String, _ job: String) async throws -> Int {
                let run = try await door.get("runs/get?run_id=\(job)").json["run"]
                let id = run?["info"]?["experiment_id"]?.stringValue ?? ""
                return try await door.post(
                    "experiments/\(path)", #"{"experiment_id":"\#(id)","key":"k","value":"v"}"#,
                    token: door.tokens.issue(for: "j1")).status
            }
            #expect(try await tag("set-experiment-tag", "j1") == 200)
            #expect(try await tag("set-experiment-tag", "j2") == 403)
            #expect(try await tag("delete-experiment-tag", "j2") == 403)
            #expect(try await tag("delete-experiment-tag", "j1") == 200)
        }
    }

    @Test func workspacesDoNotSeeEachOther() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1", in: "team")
            let token = door.tokens.issue(for: "j1")
            #expect(try await door.get("runs/get?run_id=j1").status == 404)
            #expect(try await door.get("runs/get?run_id=j1", token: token).status == 200)
            let prefixed = try await door.send("GET", "/workspaces/team/api/2.0/mlflow/runs/get?run_id=j1", token: token)
            #expect(prefixed.status == 200)
            #expect(try await door.send("GET", "/workspaces/other/api/2.0/mlflow/runs/get?run_id=j1", token: token).status == 403)
            #expect(try await door.send("GET", "/workspaces/none/api/2.0/mlflow/runs/get?run_id=j1").status == 404)
        }
    }

    @Test func aJobThatIsUnderWayIsNotDeleted() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            let run = try await door.get("runs/get?run_id=j1").json["run"]
            let experiment = #"{"experiment_id":"\#(run?["info"]?["experiment_id"]?.stringValue ?? "")"}"#
            #expect(try await door.post("runs/delete", #"{"run_id":"j1"}"#).status == 400)
            #expect(try await door.post("experiments/delete", experiment).message.contains("'j1' of this experiment is under way"))
            try await door.close("j1", .failed, at: 5)
            #expect(try await door.post("experiments/delete", experiment).status == 200)
            #expect(try await door.post("experiments/restore", experiment).status == 200)
            #expect(try await door.post("runs/delete", #"{"run_id":"j1"}"#).status == 200)
        }
    }

    @Test func aRunIDIsTakenOnce() async throws {
        try await TrackingFixture.with { door in
            try await door.openJob("j1")
            await #expect { try await door.openJob("j1", in: "team") } throws: { ($0 as? AtelierError)?.code == .alreadyExists }
        }
    }
}

extension TrackingFixture {
    fileprivate func close(_ job: JobName, _ status: JobStatus, at seconds: Double) async throws {
        try await context.write { try $0.closeRun(job, status: status, at: Date(timeIntervalSince1970: seconds)) }
    }
}

extension JSONValue {
    fileprivate func contains(_ key: String, _ value: String) -> Bool {
        guard case .array(let pairs) = self else { return false }
        return pairs.contains(["key": .string(key), "value": .string(value)])
    }
}
