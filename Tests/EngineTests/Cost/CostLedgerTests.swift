import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

@Suite struct CostLedgerTests {
    private let workspace = Workspace.defaultName

    @Test func clustersAndJobsCostWhatTheirNodesCost() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        let costs = CostLedger(context: fixture.context, computes: scripted.computes)
        try await scripted.desk.start()
        try await scripted.computes.create(
            ComputeSpec(name: "cpu", size: "Standard_DS2_v2", maxInstances: 1, idleTimeBeforeScaleDown: 1800), in: workspace,
            by: "anna")
        _ = try await scripted.submit("a", compute: "cpu")
        _ = try await scripted.submit("b")
        let started = [await scripted.runtime.next()?.attempt, await scripted.runtime.next()?.attempt]
        #expect(Set(started) == ["a.1", "b.1"])
        for job in ["a", "b"] { try await fixture.event("job.running", of: job) }
        fixture.clock.advance(by: 7200)
        scripted.runtime.job("a.1")?.end(.exited(.code(0)))
        let ended = try await scripted.end(of: "a")
        #expect(ended.costLine(at: fixture.clock.now)?.cost == 2 * 0.146)

        // What it has heard so far, it does not ask for again.
        let running = try #require(try await costs.lines(.compute, in: workspace).first)
        #expect(running.nodeHours == 2 && running.isRunning)
        let jobs = try await costs.lines(.job, in: workspace)
        #expect(jobs.map(\.name) == ["a", "b"])
        #expect(jobs.map(\.nodeHours) == [2, 2])
        #expect(jobs.map(\.cost) == [2 * 0.146, 0])
        #expect(jobs.map(\.isRunning) == [false, true])

        // The node idles for half an hour before it goes: that is paid for too.
        try await fixture.event("compute.node.idle", of: "cpu", after: try await fixture.event("job.completed", of: "a").sequence - 1)
        while try await scripted.computes.show("cpu", in: workspace).nodes.first?.state != .idle { await Task.yield() }
        await fixture.clock.sleepers(1)
        fixture.clock.advance(by: 1800)
        try await fixture.event("compute.node.leaving", of: "cpu")
        fixture.clock.advance(by: 36_000)
        let cluster = try #require(try await costs.lines(.compute, in: workspace).first)
        #expect(cluster.name == "cpu" && cluster.size == "Standard_DS2_v2" && !cluster.isRunning)
        #expect(cluster.nodeHours == 2.5)
        #expect(abs(cluster.cost - 2.5 * 0.146) < 1e-9)
    }

    @Test func endpointsCostWhatTheirDeploymentsDid() async throws {
        let fixture = try EngineFixture()
        let scripted = try await ScriptedDesk(fixture)
        let costs = CostLedger(context: fixture.context, computes: scripted.computes)
        let spec = OnlineDeploymentSpec(
            name: "blue", endpoint: "iris", model: .registered(AssetReference(name: "m", selector: .version("1"))),
            instanceType: "Standard_DS1_v2", instanceCount: 2)
        func summary(_ spec: OnlineDeploymentSpec) -> JSONValue {
            OnlineDeployment(
                workspace: workspace, spec: spec, provisioningState: .creating,
                creation: CreationContext(at: fixture.clock.now, by: "anna")
            ).summary
        }
        func tell(_ kind: String, _ name: String, _ resource: String = "deployment", after: JSONValue? = nil) async throws {
            let workspace = workspace
            let now = fixture.clock.now
            _ = try await fixture.context.write { transaction in
                try transaction.append(
                    kind, about: ResourceReference(kind: resource, name: name, workspace: workspace), by: "anna", at: now,
                    after: after)
            }
        }
        try await tell("deployment.creating", "iris/blue", after: summary(spec))
        fixture.clock.advance(by: 3600)
        try await tell("deployment.succeeded", "iris/blue")
        var scaled = spec
        scaled.instanceCount = 1
        try await tell("deployment.updating", "iris/blue", after: summary(scaled))
        try await tell("deployment.creating", "iris/green", after: summary(spec))
        fixture.clock.advance(by: 3600)
        try await tell("deployment.deleted", "iris/green")
        fixture.clock.advance(by: 3600)
        let line = try #require(try await costs.lines(.endpoint, in: workspace).first)
        #expect(line.name == "iris" && line.isRunning)
        // blue: 2 for an hour, then 1 for two; green: 2 for one.
        #expect(abs(line.nodeHours - 6) < 1e-9)
        #expect(abs(line.cost - 6 * 0.073) < 1e-9)
        try await tell("endpoint.deleted", "iris", "endpoint")
        fixture.clock.advance(by: 3600)
        let after = try #require(try await costs.lines(.endpoint, in: workspace).first)
        #expect(!after.isRunning && abs(after.nodeHours - 6) < 1e-9)
        // What is deleted costs nothing; what comes back does.
        try await tell("endpoint.undeleted", "iris", "endpoint")
        try await tell("deployment.recovered", "iris/blue", after: summary(scaled))
        fixture.clock.advance(by: 3600)
        let back = try #require(try await costs.lines(.endpoint, in: workspace).first)
        #expect(back.isRunning && abs(back.nodeHours - 7) < 1e-9)
    }
}
