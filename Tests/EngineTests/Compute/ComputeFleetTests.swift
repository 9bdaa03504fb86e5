import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

@Suite struct ComputeFleetTests {
    @Test func everyWorkspaceHasLocal() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let computes = try await scripted.computes.list(in: Workspace.defaultName)
        #expect(computes.map(\.name) == ["local"])
        #expect(computes.first?.spec.maxInstances == 4)
        #expect(computes.first?.nodes.map(\.cores) == Array(repeating: [0, 1], count: 4))
        #expect(computes.first?.nodes.map(\.memory) == Array(repeating: .gibibytes(8), count: 4))
        #expect(computes.first?.nodes.map(\.processMemory) == Array(repeating: .gibibytes(8), count: 4))
        await #expect(throws: AtelierError.self) {
            try await scripted.computes.delete("local", in: Workspace.defaultName, by: "anna")
        }
    }

    @Test func creatingAgainUpdatesAndWarns() async throws {
        let scripted = try await ScriptedDesk(EngineFixture())
        try await scripted.desk.start()
        let first = try await scripted.computes.create(
            ComputeSpec(name: "cpu", maxInstances: 1), in: Workspace.defaultName, by: "anna")
        #expect(first.warnings.first == "Standard_DS3_v2 wants 4 cores, the box has 2: runs with 2")
        let second = try await scripted.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 3), in: Workspace.defaultName, by: "bob")
        #expect(second.spec.maxInstances == 3)
        #expect(second.creation.createdBy == "anna")
        #expect(try await scripted.computes.list(in: Workspace.defaultName).map(\.name) == ["local", "cpu"])
        let error = await #expect(throws: AtelierError.self) {
            try await scripted.computes.show("cpi", in: Workspace.defaultName)
        }
        #expect(error?.hint == "did you mean 'cpu'?")
    }

    @Test func aClusterGrowsForAJobAndShrinksAfterIt() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        try await scripted.desk.start()
        try await scripted.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS1_v2", maxInstances: 1, idleTimeBeforeScaleDown: 60),
            in: Workspace.defaultName, by: "anna")
        _ = try await scripted.submit("a", compute: "cpu")
        _ = await scripted.runtime.next()
        // Who was about to tell why the job waits sleeps no more, and is not taken for the retirement below.
        fixture.clock.advance(by: 1)
        let busy = try await scripted.computes.show("cpu", in: Workspace.defaultName)
        #expect(busy.nodes.map(\.state) == [.running])
        #expect(busy.nodes.first?.job == "a")
        let refused = await #expect(throws: AtelierError.self) {
            try await scripted.computes.delete("cpu", in: Workspace.defaultName, by: "anna")
        }
        #expect(refused?.code == .invalidState)
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        _ = try await scripted.end(of: "a")
        // The node idles: its retirement is slept for.
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: 60)
        try await fixture.event("compute.node.leaving", of: "cpu")
        #expect(try await scripted.computes.show("cpu", in: Workspace.defaultName).nodes.isEmpty)
        try await scripted.computes.delete("cpu", in: Workspace.defaultName, by: "anna")
    }
}
