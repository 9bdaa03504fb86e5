import Domain
import Engine
import Foundation
import Store
import Testing

/// What a job's script logs after its autologging is the job's: the same requests as the clients send.
@Suite struct RunContinuationTests {
    @Test func whatIsLoggedAfterAutologgingIsTheJobs() async throws {
        try await TrackingFixture.with { door in
            let script = try await Script(door)
            try await script.fit()
            #expect(try await script.create() == "j1")
            #expect(try await script.log("auc").status == 200)
            // A request sent again, or another process of the job, gets the same.
            #expect(try await script.create() == "j1")
        }
    }

    /// The first of them may be what goes on after `fit`; a loop's next try is a run of its own.
    @Test func runsOpenedByALoopAreNotMerged() async throws {
        try await TrackingFixture.with { door in
            let script = try await Script(door)
            try await script.join()
            try await script.update("FINISHED")
            #expect(try await script.create() != "j1")

            try await script.fit()
            #expect(try await script.create() == "j1")
            try await script.update("FINISHED")
            #expect(try await script.create() != "j1")
        }
    }

    @Test(arguments: [
        #"{"key":"mlflow.runName","value":"n"}"#, #"{"key":"mlflow.parentRunId","value":"j1"}"#,
        #"{"key":"mlflow.autologging","value":"sklearn"}"#, #"{"key":"mlflow.note.content","value":"why"}"#,
        #"{"key":"team","value":"blue"}"#,
    ])
    func aRunThatSomebodyAskedForIsItsOwn(tag: String) async throws {
        try await TrackingFixture.with { door in
            let script = try await Script(door)
            try await script.fit()
            let made = try await script.create(more: "," + tag)
            #expect(made.count == 32)
            #expect(try await script.create(fields: #""run_name":"n","#) != "j1")
            // `MlflowClient().create_run` does not say where it is called from.
            #expect(try await door.run(in: script.experiment, token: script.token) != "j1")
            #expect(try await script.create() == "j1")
        }
    }

    @Test func joiningTheRunByItsIDForgetsTheAutologging() async throws {
        try await TrackingFixture.with { door in
            let script = try await Script(door)
            try await script.fit()
            try await script.join()
            #expect(try await script.create() != "j1")
        }
    }

    @Test func onlyTheJobItselfAndOnlyWhileItRuns() async throws {
        try await TrackingFixture.with { door in
            let script = try await Script(door)
            try await script.fit()
            #expect(try await script.create(token: door.tokens.userToken()) != "j1")
            try await door.openJob("j2")
            #expect(try await script.create(token: door.tokens.issue(for: "j2")).count == 32)
            try await door.context.write { try $0.closeRun("j1", status: .completed, at: Date()) }
            #expect(try await script.create() != "j1")
        }
    }
}

/// A job's script, by what its client sends.
private struct Script {
    let door: TrackingFixture
    let token: String
    let experiment: String

    init(_ door: TrackingFixture) async throws {
        self.door = door
        try await door.openJob("j1")
        try await door.context.write { try $0.closeRun("j1", status: .running, at: Date()) }
        token = door.tokens.issue(for: "j1")
        let run = try await door.get("runs/get?run_id=j1", token: token).json["run"]
        experiment = run?["info"]?["experiment_id"]?.stringValue ?? ""
    }

    /// `start_run()` with `MLFLOW_RUN_ID` set.
    func join() async throws { try await update("RUNNING") }

    /// `fit` under autologging.
    func fit() async throws {
        try await join()
        let tags = #"{"run_id":"j1","tags":[{"key":"mlflow.autologging","value":"sklearn"}]}"#
        #expect(try await door.post("runs/log-batch", tags, token: token).status == 200)
        try await update("FINISHED")
    }

    func update(_ status: String) async throws {
        let answer = try await door.post("runs/update", #"{"run_id":"j1","status":"\#(status)","end_time":1}"#, token: token)
        #expect(answer.json["run_info"]?["status"] == "RUNNING")
    }

    /// What `start_run()` sends, with more fields or tags; the run's id.
    func create(fields: String = "", more: String = "", token: String? = nil) async throws -> String {
        let body = """
            {\(fields)"experiment_id":"\(experiment)","user_id":"u","start_time":1,"tags":[
            {"key":"mlflow.user","value":"u"},{"key":"mlflow.source.name","value":"train.py"},
            {"key":"mlflow.source.type","value":"LOCAL"},{"key":"mlflow.source.git.commit","value":"abc"}\(more)]}
            """
        let answer = try await door.post("runs/create", body, token: token ?? self.token)
        #expect(answer.status == 200 && answer.json["run"]?["info"]?["status"] == "RUNNING")
        return answer.json["run"]?["info"]?["run_id"]?.stringValue ?? "none"
    }

    func log(_ key: String) async throws -> DoorAnswer {
        try await door.post("runs/log-metric", #"{"run_id":"j1","key":"\#(key)","value":1,"timestamp":1}"#, token: token)
    }
}
