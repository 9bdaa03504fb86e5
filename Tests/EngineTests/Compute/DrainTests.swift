import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct DrainTests {
    private let workspace = Workspace.defaultName

    @Test func aDrainGrowsAndShrinksByNodes() {
        let one = Drain().changed("n0", isDraining: true)
        #expect(one.holds("n0") && !one.holds("n1") && !one.isEmpty)
        let all = one.changed(nil, isDraining: true)
        #expect(all.holds("n1") && all.nodes == ["n0"])
        #expect(all.changed(nil, isDraining: false).isEmpty)
        #expect(one.changed("n0", isDraining: false) == Drain())
    }

    @Test func theRunningJobEndsAndNoOtherStarts() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        try await scripted.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 1), in: workspace, by: "anna")
        _ = try await scripted.submit("a", compute: "cpu")
        _ = await scripted.runtime.next()
        let drained = try await scripted.computes.drain("cpu", node: nil, isDraining: true, in: workspace, by: "bob")
        #expect(drained.drain?.isWhole == true)
        #expect(drained.nodes.map(\.isDraining) == [true] && drained.nodes.map(\.state) == [.running])
        _ = try await scripted.submit("b", compute: "cpu")
        #expect(try await scripted.show("b").reason == "waiting: cpu is draining")
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        #expect(try await scripted.end(of: "a").status == .completed)
        #expect(try await scripted.show("b").status == .queued)

        let again = try await scripted.computes.drain("cpu", node: nil, isDraining: false, in: workspace, by: "bob")
        #expect(again.drain?.isEmpty ?? true)
        #expect(await scripted.runtime.next()?.attempt == "b.1")
        scripted.runtime.job("b.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "b")
        let event = try await fixture.event("compute.draining", of: "cpu")
        #expect(event.by == "bob" && event.after == ["draining": true, "draining_nodes": []])
        try await fixture.event("compute.undrained", of: "cpu")
    }

    @Test func aNodeIsDrainedAloneAndSoAfterARestart() async throws {
        let fixture = try EngineFixture()
        let first = try await ScriptedDesk(fixture)
        try await first.desk.start()
        try await first.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 2), in: workspace, by: "anna")
        _ = try await first.submit("a", compute: "cpu")
        _ = await first.runtime.next()
        _ = try await first.computes.drain("cpu", node: "cpu-0", isDraining: true, in: workspace, by: "anna")
        _ = try await first.computes.drain("local", node: "local-1", isDraining: true, in: workspace, by: "anna")
        first.runtime.job("a.1")?.end(.exited(.code(0)))
        _ = try await first.end(of: "a")
        try await first.desk.stop(cancelJobs: false)

        let second = try await ScriptedDesk(fixture)
        try await second.desk.start()
        let cpu = try await second.computes.show("cpu", in: workspace)
        #expect(cpu.nodes.map(\.name) == ["cpu-0"] && cpu.nodes.map(\.isDraining) == [true])
        let local = try await second.computes.show("local", in: workspace)
        #expect(local.nodes.filter(\.isDraining).map(\.name) == ["local-1"])
        _ = try await second.submit("b", compute: "cpu")
        _ = await second.runtime.next()
        #expect(try await second.show("b").node == "cpu-1")
        second.runtime.job("b.1")?.end(.exited(.code(0)))
        _ = try await second.end(of: "b")
    }

    @Test func whatIsNotThereCannotBeDrained() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let error = await #expect(throws: AtelierError.self) {
            try await scripted.computes.drain("local", node: "local-9", isDraining: true, in: workspace, by: "anna")
        }
        #expect(error?.code == .notFound && error?.message == "compute 'local' has no node 'local-9'")
        await #expect(throws: AtelierError.self) {
            try await scripted.computes.drain("gpu", node: nil, isDraining: true, in: workspace, by: "anna")
        }
    }

    @Test func aDeletedComputesDrainGoesWithIt() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        for _ in 0..<2 {
            let made = try await scripted.computes.create(ComputeSpec(name: "cpu"), in: workspace, by: "anna")
            #expect(made.drain?.isEmpty ?? true)
            _ = try await scripted.computes.drain("cpu", node: nil, isDraining: true, in: workspace, by: "anna")
            try await scripted.computes.delete("cpu", in: workspace, by: "anna")
        }
    }
}
