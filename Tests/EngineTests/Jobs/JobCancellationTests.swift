import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct JobCancellationTests {
    private let workspace = Workspace.defaultName

    @Test func aQueuedJobIsCanceledAtOnce() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        try await scripted.computes.create(ComputeSpec(name: "cpu", maxInstances: 1), in: workspace, by: "anna")
        _ = try await scripted.submit("a", compute: "cpu")
        _ = await scripted.runtime.next()
        _ = try await scripted.submit("b", compute: "cpu")
        let job = try await scripted.desk.cancel("b", in: workspace, by: "anna")
        #expect(job.status == .canceled)
        #expect(job.reason == "canceled by anna before it started")
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "a")
        #expect(scripted.runtime.attempts == ["a.1"])
        #expect(scripted.runs.log.contains("Canceled b"))
    }

    @Test func aRunningJobIsAskedToEnd() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        try await fixture.event("job.running", of: "fox")
        let asked = try await scripted.desk.cancel("fox", in: workspace, by: "anna")
        #expect(asked.status == .cancelRequested)
        let ended = try await scripted.end(of: "fox")
        #expect(ended.status == .canceled)
        #expect(ended.reason == "canceled by anna")
        #expect(scripted.runtime.job("fox.1")?.cancels == 1)
        #expect(try await scripted.desk.cancel("fox", in: workspace, by: "anna").status == .canceled)
    }

    @Test func preparingIsStopped() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        let gate = scripted.environments.hold()
        defer { gate.finish() }
        try await scripted.desk.start()
        _ = try await scripted.submit("fox", conda: true)
        try await fixture.event("job.preparing", of: "fox")
        try await scripted.desk.cancel("fox", in: workspace, by: "anna")
        #expect(try await scripted.end(of: "fox").status == .canceled)
        #expect(scripted.runtime.attempts.isEmpty)
    }

    @Test func theLimitEndsAJob() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        _ = try await scripted.submit("fox", timeout: 60)
        _ = await scripted.runtime.next()
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: 60)
        let ended = try await scripted.end(of: "fox")
        #expect(ended.status == .failed)
        #expect(ended.reason == "ran longer than its limit of 60 s")
    }

    @Test func anEndedJobCannotBeCancelled() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        scripted.runtime.job("fox.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "fox")
        let error = await #expect(throws: AtelierError.self) {
            try await scripted.desk.cancel("fox", in: workspace, by: "anna")
        }
        #expect(error?.code == .invalidState)
    }
}
