import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

@Suite struct JobQueueTests {
    private let workspace = Workspace.defaultName

    /// One node, busy with `a`; `b`, `c` and `d` wait.
    private func withQueue(_ body: (ScriptedDesk) async throws -> Void) async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        try await scripted.computes.create(ComputeSpec(name: "cpu", maxInstances: 1), in: workspace, by: "anna")
        for name in ["a", "b", "c", "d"] as [JobName] { _ = try await scripted.submit(name, compute: "cpu") }
        #expect(await scripted.runtime.next()?.attempt == "a.1")
        try await body(scripted)
    }

    private func positions(_ scripted: ScriptedDesk) async throws -> [String: Int] {
        let summaries = try await scripted.desk.summaries(in: workspace)
        return Dictionary(summaries.compactMap { job in job.queuePosition.map { (job.name.rawValue, $0) } }) { $1 }
    }

    @Test func aMovedJobRunsSooner() async throws {
        try await withQueue { scripted in
            try await scripted.desk.move("d", isUp: true, in: workspace, by: "anna")
            try await scripted.desk.move("d", isUp: true, in: workspace, by: "anna")
            #expect(try await positions(scripted) == ["d": 1, "b": 2, "c": 3])
            let reasons = try await scripted.desk.summaries(in: workspace).map { "\($0.name) \($0.reason ?? "")" }
            #expect(reasons.contains("b waiting: 1 job is ahead"))
            // The ends of the queue are no error.
            try await scripted.desk.move("d", isUp: true, in: workspace, by: "anna")
            try await scripted.desk.move("c", isUp: false, in: workspace, by: "anna")
            #expect(try await positions(scripted) == ["d": 1, "b": 2, "c": 3])
            scripted.runtime.job("a.1")?.end(.exited(.code(0)))
            #expect(await scripted.runtime.next()?.attempt == "d.1")
            let kinds = try await scripted.fixture.kinds(of: "d")
            #expect(kinds.filter { $0 == "job.moved" }.count == 2)
            #expect(try await scripted.fixture.kinds(of: "b").contains("job.moved"))
        }
    }

    @Test func theOrderIsKeptOverARestart() async throws {
        try await withQueue { scripted in
            try await scripted.desk.move("b", isUp: false, in: workspace, by: "anna")
            let names = try await scripted.fixture.context.store.read { try $0.unfinishedJobs().values.map(\.name) }
            #expect(names == ["a", "c", "b", "d"])
        }
    }

    private func submit(_ name: JobName, _ queue: QueueSettings, _ scripted: ScriptedDesk) async throws {
        _ = try await scripted.desk.submit(
            JobSpec(
                name: name, compute: "cpu", queue: queue,
                work: .command(CommandWork(command: "true", environment: .inline(EnvironmentSpec(image: "ubuntu"))))),
            in: workspace, by: "anna")
    }

    @Test func whoHasAHigherTierGoesFirst() async throws {
        try await withQueue { scripted in
            try await submit("spot", QueueSettings(tier: .spot), scripted)
            try await submit("premium", QueueSettings(tier: .premium), scripted)
            try await submit("basic", QueueSettings(tier: .basic), scripted)
            try await submit("urgent", QueueSettings(priority: .high), scripted)
            try await submit("second", QueueSettings(tier: .premium), scripted)
            let order = ["premium", "second", "urgent", "b", "c", "d", "basic", "spot"]
            #expect(try await positions(scripted) == Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) }))
            #expect(try await scripted.show("spot").reason == "waiting: 7 jobs are ahead")
            var ran: [String] = []
            for last in ["a"] + order.dropLast() {
                scripted.runtime.job("\(last).1")?.end(.exited(.code(0)))
                ran.append(await scripted.runtime.next()?.attempt ?? "")
            }
            #expect(ran == order.map { "\($0).1" })
        }
    }

    /// A person's word counts more than a tier, also for those who come later and after a restart.
    @Test func aMoveGoesPastATier() async throws {
        try await withQueue { scripted in
            try await submit("premium", QueueSettings(tier: .premium), scripted)
            try await scripted.desk.move("b", isUp: true, in: workspace, by: "anna")
            try await submit("late", QueueSettings(tier: .premium), scripted)
            #expect(try await positions(scripted) == ["b": 1, "late": 2, "premium": 3, "c": 4, "d": 5])
            try await scripted.desk.stop(cancelJobs: false)
            let second = try await ScriptedDesk(scripted.fixture)
            second.runtime.script(.exited(.code(0)), for: "a.1")
            try await second.desk.start()
            for next in ["b", "late", "premium", "c", "d"] {
                #expect(await second.runtime.next()?.attempt == "\(next).1")
                second.runtime.job("\(next).1")?.end(.exited(.code(0)))
            }
        }
    }

    @Test func whatNeedsMoreNodesThanThereAreIsRefused() async throws {
        try await withQueue { scripted in
            let error = await #expect(throws: AtelierError.self) {
                try await scripted.desk.submit(
                    JobSpec(
                        compute: "cpu",
                        work: .command(
                            CommandWork(
                                command: "true", environment: .inline(EnvironmentSpec()),
                                resources: JobResources(instanceCount: 2), distribution: .pytorch(processesPerNode: 1)))),
                    in: workspace, by: "anna")
            }
            #expect(error?.message == "the job needs 2 nodes at once, 'cpu' has at most 1")
            #expect(error?.hint?.contains("'atelier compute update --name cpu --max-instances 2'") == true)
        }
    }

    @Test func onlyWhatWaitsIsMoved() async throws {
        try await withQueue { scripted in
            try await scripted.fixture.event("job.running", of: "a")
            let error = await #expect(throws: AtelierError.self) {
                try await scripted.desk.move("a", isUp: true, in: workspace, by: "anna")
            }
            #expect(error?.code == .invalidState)
        }
    }

    @Test func aKillAsksNobody() async throws {
        try await withQueue { scripted in
            try await scripted.fixture.event("job.running", of: "a")
            #expect(try await scripted.desk.kill("a", in: workspace, by: "anna").status == .cancelRequested)
            let ended = try await scripted.end(of: "a")
            #expect(ended.status == .canceled && ended.reason == "killed by anna")
            #expect(scripted.runtime.job("a.1")?.kills == 1 && scripted.runtime.job("a.1")?.cancels == 0)
            #expect(try await scripted.fixture.kinds(of: "a").contains("job.kill_requested"))
            let waiting = try await scripted.desk.kill("d", in: workspace, by: "anna")
            #expect(waiting.status == .canceled)
            #expect(try await scripted.desk.kill("d", in: workspace, by: "anna").status == .canceled)
        }
    }
}
