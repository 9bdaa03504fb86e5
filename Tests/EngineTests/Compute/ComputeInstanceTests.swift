import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct ComputeInstanceTests {
    private let workspace = Workspace.defaultName

    @Test func stoppingEndsWhatRunsAndStartingTakesWhatWaits() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        scripted.runtime.deafen()
        let made = try await scripted.computes.create(.instance(named: "box"), in: workspace, by: "anna")
        #expect(made.instanceState == .running)
        _ = try await scripted.submit("a", compute: "box")
        _ = try await scripted.submit("b", compute: "box")
        _ = await scripted.runtime.next()

        let stopping = try await scripted.desk.stopInstance("box", in: workspace, by: "bob")
        #expect(stopping.instanceState == .stopping)
        scripted.runtime.job("a.1")?.end(.exited(.code(143)))
        #expect(try await scripted.end(of: "a").status == .canceled)
        #expect(try await scripted.show("b").status == .queued)
        #expect(try await scripted.computes.show("box", in: workspace).instanceState == .stopped)

        let started = try await scripted.computes.start("box", in: workspace, by: "bob")
        #expect(started.instanceState == .running)
        #expect(await scripted.runtime.next()?.attempt == "b.1")
        scripted.runtime.job("b.1")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "b").status == .completed)
        #expect(try await fixture.event("compute.stopped", of: "box").by == "bob")
        try await fixture.event("compute.started", of: "box")
    }

    @Test func staysStoppedOverARestartAndAChange() async throws {
        let fixture = try EngineFixture()
        let first = try await ScriptedDesk(fixture)
        try await first.desk.start()
        try await first.computes.create(.instance(named: "box"), in: workspace, by: "anna")
        _ = try await first.desk.stopInstance("box", in: workspace, by: "anna")
        try await first.desk.stop(cancelJobs: false)

        let second = try await ScriptedDesk(fixture)
        try await second.desk.start()
        #expect(try await second.computes.show("box", in: workspace).instanceState == .stopped)
        var spec = ComputeSpec.instance(named: "box")
        spec.size = "Standard_DS1_v2"
        let changed = try await second.computes.create(spec, in: workspace, by: "anna")
        #expect(changed.instanceState == .stopped && changed.nodes.isEmpty)
    }

    @Test func anIdleInstanceStopsItself() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        var spec = ComputeSpec.instance(named: "box")
        spec.idleTimeBeforeShutdown = 1800
        let made = try await scripted.computes.create(spec, in: workspace, by: "anna")
        #expect(made.instanceState == .running)
        try await fixture.event("compute.node.idle", of: "box")
        await fixture.clock.sleepers(1)
        // A job begins, and the time it takes does not count.
        fixture.clock.advance(by: 1000)
        _ = try await scripted.submit("a", compute: "box")
        _ = await scripted.runtime.next()
        fixture.clock.advance(by: 5000)
        #expect(try await scripted.computes.show("box", in: workspace).instanceState == .running)
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "a").status == .completed)
        try await fixture.event("compute.node.idle", of: "box", after: try await fixture.event("job.running").sequence)
        while try await scripted.computes.show("box", in: workspace).nodes.first?.state != .idle { await Task.yield() }
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: 1799)
        #expect(try await scripted.computes.show("box", in: workspace).instanceState == .running)
        fixture.clock.advance(by: 1)
        let stopped = try await fixture.event("compute.stopped", of: "box")
        #expect(stopped.by == "engine" && stopped.message == "no job ran on it for 30 min")
        #expect(try await scripted.computes.show("box", in: workspace).instanceState == .stopped)
        _ = try await scripted.submit("b", compute: "box")
        #expect(try await scripted.show("b").reason == "waiting: box is stopped, 'atelier compute start --name box' starts it")
        _ = try await scripted.computes.start("box", in: workspace, by: "anna")
        #expect(await scripted.runtime.next()?.attempt == "b.1")
    }

    @Test func onlyAnInstanceIsStartedAndStopped() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let error = await #expect(throws: AtelierError.self) {
            try await scripted.desk.stopInstance("local", in: workspace, by: "anna")
        }
        #expect(error?.code == .invalidArgument && error?.hint?.contains("compute drain --name local") == true)
        try await scripted.computes.create(.instance(named: "box"), in: workspace, by: "anna")
        let scaled = await #expect(throws: AtelierError.self) {
            try await scripted.computes.create(ComputeSpec(name: "box"), in: workspace, by: "anna")
        }
        #expect(scaled?.message == "compute 'box' is of type computeinstance and cannot become amlcompute")
    }
}
