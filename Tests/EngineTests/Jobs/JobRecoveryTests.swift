import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

@Suite struct JobRecoveryTests {
    /// A desk over a store in which an earlier engine left one job.
    private func desk(_ status: JobStatus, _ evidence: Reattachment? = nil) async throws -> ScriptedDesk {
        let scripted = try await ScriptedDesk(EngineFixture())
        let job = Job(
            name: "fox", workspace: Workspace.defaultName,
            spec: JobSpec(work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec())))),
            experiment: "e", displayName: "fox", status: status, attempt: status == .queued ? 0 : 1, compute: "local",
            node: status == .queued ? nil : "local-4",
            creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "anna"))
        try await scripted.fixture.context.write { try $0.insert(job) }
        if let evidence { scripted.runtime.script(evidence, for: "fox.1") }
        try await scripted.desk.start()
        return scripted
    }

    @Test func aQueuedJobIsStarted() async throws {
        let scripted = try await desk(.queued)
        #expect(await scripted.runtime.next()?.attempt == "fox.1")
    }

    @Test(arguments: [JobStatus.starting, .preparing])
    func aClaimedJobThatNeverStartedGetsANewAttempt(status: JobStatus) async throws {
        let scripted = try await desk(status, .notStarted)
        #expect(await scripted.runtime.next()?.attempt == "fox.2")
        scripted.runtime.job("fox.2")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "fox").status == .completed)
    }

    @Test(arguments: [JobStatus.starting, .preparing, .running])
    func aJobThatEndedMeanwhileIsFinished(status: JobStatus) async throws {
        let scripted = try await desk(status, .exited(.code(0)))
        #expect(try await scripted.end(of: "fox").status == .completed)
        #expect(scripted.runtime.attempts.isEmpty)
    }

    @Test func aRunningJobIsFoundAgainOnItsNode() async throws {
        let running = ScriptedJob(attempt: "fox.1")
        let scripted = try await desk(.running, .running(running))
        let nodes = try await scripted.computes.show("local", in: Workspace.defaultName).nodes
        // One node more than `local` has by now: it goes when its job does.
        #expect(nodes.map(\.name) == ["local-0", "local-1", "local-2", "local-3", "local-4"])
        #expect(nodes.first { $0.name == "local-4" }?.job == "fox")
        running.end(.exited(.code(3)))
        let job = try await scripted.end(of: "fox")
        #expect(job.status == .failed)
        #expect(job.exitCode == 3)
        try await scripted.fixture.event("compute.node.leaving", of: "local")
        let after = try await scripted.computes.show("local", in: Workspace.defaultName).nodes
        #expect(after.map(\.name) == ["local-0", "local-1", "local-2", "local-3"])
    }

    @Test func aCancelThatWasAskedForIsCarriedOut() async throws {
        let running = ScriptedJob(attempt: "fox.1")
        let scripted = try await desk(.cancelRequested, .running(running))
        #expect(try await scripted.end(of: "fox").status == .canceled)
        #expect(running.cancels == 1)
        let early = try await desk(.cancelRequested, .notStarted)
        #expect(try await early.end(of: "fox").status == .canceled)
    }

    @Test func whatIsLostIsSaidToBeLost() async throws {
        let lost = try await desk(.running, .lost("its runner was killed"))
        #expect(try await lost.end(of: "fox").reason == "lost runner: its runner was killed")
        let gone = try await desk(.running, .notStarted)
        #expect(try await gone.end(of: "fox").reason == "lost runner: nothing of attempt 1 was found")
    }

    @Test func stoppingLeavesRunnersAlone() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        _ = try await scripted.submit("fox")
        _ = await scripted.runtime.next()
        try await fixture.event("job.running", of: "fox")
        try await scripted.desk.stop(cancelJobs: false)
        #expect(try await scripted.show("fox").status == .running)
        #expect(scripted.runtime.job("fox.1")?.cancels == 0)
        _ = try await scripted.submit("later")
        #expect(scripted.runtime.attempts == ["fox.1"])
    }

    @Test func stoppingCanCancelWhatRunsAndWaits() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        try await scripted.computes.create(
            ComputeSpec(name: "cpu", maxInstances: 1), in: Workspace.defaultName, by: "anna")
        _ = try await scripted.submit("a", compute: "cpu")
        _ = await scripted.runtime.next()
        _ = try await scripted.submit("b", compute: "cpu")
        try await scripted.desk.stop(cancelJobs: true)
        #expect(try await scripted.show("a").status == .canceled)
        #expect(try await scripted.show("b").status == .canceled)
    }
}
