import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

struct DemoEndpointTests {
    let demo = DemoFixture()

    private func parts(_ endpoint: String, _ more: [String: String] = [:]) -> [String: String] {
        demo.parts(["endpoint": endpoint].merging(more) { $1 })
    }

    private func endpoint(_ name: EndpointName) async throws -> OnlineEndpoint {
        try #require(try await demo.snapshot().endpoints.first { $0.endpoint.name == name }).endpoint
    }

    private func deployment(_ endpoint: EndpointName, _ name: DeploymentName) async throws -> OnlineDeployment {
        try #require(try await demo.snapshot().deployments.first { $0.endpoint == endpoint && $0.name == name })
    }

    @Test func aChangeOfTrafficMakesARevisionAndRollsBack() async throws {
        let before = try await endpoint("iris-api")
        let half = EndpointChange(traffic: try TrafficSplit(["blue": 50, "green": 50]), reason: "half and half")
        _ = try await demo.engine.call(EndpointRoutes.update, parts("iris-api"), body: half)
        let after = try await endpoint("iris-api")
        #expect(after.traffic["green"] == 50 && after.revision == before.revision + 1)
        let revisions: [EndpointRevision] = try await demo.engine.call(EndpointRoutes.revisions, parts("iris-api"))
        #expect(revisions.first?.reason == "half and half" && revisions.first?.by == "ana")
        #expect(try await demo.events().last?.kind == "endpoint.traffic")
        _ = try await demo.engine.call(EndpointRoutes.rollback, parts("iris-api"), body: Rollback(revision: nil))
        #expect(try await endpoint("iris-api").traffic == before.traffic)
        #expect(try await endpoint("iris-api").revision == before.revision + 2)
    }

    @Test func wrongTrafficIsRefused() async throws {
        func refusal(_ endpoint: String, _ change: EndpointChange) async throws -> ErrorCode? {
            try await demo.code { _ = try await demo.engine.call(EndpointRoutes.update, parts(endpoint), body: change) }
        }
        #expect(try await refusal("iris-api", EndpointChange(traffic: .all(to: "red"))) == .invalidArgument)
        #expect(try await refusal("taxi-fare", EndpointChange(traffic: .all(to: "green"))) == .invalidState)
        #expect(try await refusal("churn-score", EndpointChange(traffic: .all(to: "green"))) == .invalidArgument)
        #expect(try await refusal("nothing", EndpointChange(description: "x")) == .notFound)
        let code = try await demo.code {
            _ = try await demo.engine.call(EndpointRoutes.rollback, parts("iris-api"), body: Rollback(revision: 99))
        }
        #expect(code == .notFound)
    }

    @Test func aModelIsDeployedInTheIdleColour() async throws {
        let model = AssetReference(name: "wine-quality", selector: .version("2"))
        let made: OnlineDeployment = try await demo.engine.call(
            EndpointRoutes.deploy, parts("wine-quality"), body: ModelDeployment(model: model))
        #expect(made.name == "blue" && made.model == model && made.provisioningState == .updating)
        let early = try await demo.code {
            _ = try await demo.engine.call(
                EndpointRoutes.update, parts("wine-quality"), body: EndpointChange(traffic: .all(to: "blue")))
        }
        #expect(early == .invalidState)
        let twice = try await demo.code {
            _ = try await demo.engine.call(
                EndpointRoutes.deploy, parts("wine-quality"), body: ModelDeployment(model: model))
        }
        #expect(twice == .conflict)
        await demo.engine.advance(by: .seconds(10))
        #expect(try await deployment("wine-quality", "blue").provisioningState == .succeeded)
        #expect(try await endpoint("wine-quality").traffic["blue"] == 0)
        let busy = try await demo.code {
            _ = try await demo.engine.call(EndpointRoutes.deploy, parts("iris-api"), body: ModelDeployment(model: model))
        }
        #expect(busy == .conflict)
    }

    @Test func aThirdDeploymentIsCreatedAndTakesAllTraffic() async throws {
        var spec = try await deployment("wine-quality", "green").spec
        spec.name = "red"
        let made: OnlineDeployment = try await demo.engine.call(
            DeploymentRoutes.create, parts("wine-quality"), body: DeploymentCreation(spec: spec, allTraffic: true))
        #expect(made.provisioningState == .creating)
        let engine = demo.engine
        let place = parts("wine-quality", ["deployment": "red"])
        let waiting = Task { try await engine.call(DeploymentRoutes.wait, place) as DeploymentDetails }
        await engine.advance(by: .seconds(10))
        let settled = try await waiting.value
        #expect(settled.deployment.provisioningState == .succeeded)
        #expect(settled.phases.allSatisfy { $0.endedAt != nil })
        #expect(try await endpoint("wine-quality").traffic == .all(to: "red"))
        let code = try await demo.code {
            _ = try await demo.engine.call(DeploymentRoutes.delete, parts("wine-quality", ["deployment": "red"]))
        }
        #expect(code == .invalidState)
        _ = try await demo.engine.call(DeploymentRoutes.delete, parts("wine-quality", ["deployment": "green"]))
        #expect(try await demo.snapshot().deployments.count == 8)
    }

    @Test func aFailedDeploymentSaysWhy() async throws {
        let details: DeploymentDetails = try await demo.engine.call(
            DeploymentRoutes.show, parts("taxi-fare", ["deployment": "green"]))
        #expect(details.deployment.provisioningState == .failed)
        #expect(details.diagnosis?.summary.contains("torch") == true)
        let log: LogTail = try await demo.engine.call(
            DeploymentRoutes.logs, parts("taxi-fare", ["deployment": "green"]), query: ["lines": "2"])
        #expect(log.text.split(separator: "\n").count == 2)
    }

    @Test func loadHasAHistoryAndFollowsTheTraffic() async throws {
        var loads: [EndpointLoad] = []
        try await demo.engine.follow(EndpointRoutes.load, demo.workspace, as: EndpointLoad.self) { loads.append($0) }
        #expect(loads.count == 4 * 300)
        #expect(loads.last?.at == DemoEngine.moment)
        let last = try #require(loads.last { $0.endpoint == "iris-api" })
        let blue = try #require(last.deployments.first { $0.deployment == "blue" })
        let green = try #require(last.deployments.first { $0.deployment == "green" })
        #expect(abs(blue.requestsPerSecond / green.requestsPerSecond - 9) < 0.01)
        #expect(blue.workers.count == 2 && (blue.p50 ?? 0) < (blue.p95 ?? 0))
    }

    @Test func requestsAreToldOnce() async throws {
        let entries: [AccessEntry] = try await demo.engine.call(
            EndpointRoutes.access, parts("iris-api"), query: ["limit": "200"])
        #expect(entries.count == 200)
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.sequence + 1 == $1.sequence && $0.at <= $1.at })
        let newest = try #require(entries.last)
        #expect(newest.at <= DemoEngine.moment)
        await demo.engine.advance(by: .seconds(30))
        let more: [AccessEntry] = try await demo.engine.call(
            EndpointRoutes.access, parts("iris-api"), query: ["after": "\(newest.sequence)"])
        #expect(more.first?.sequence == newest.sequence + 1)
    }

    @Test func endpointsComeAndGo() async throws {
        _ = try await demo.engine.call(EndpointRoutes.create, demo.workspace, body: OnlineEndpointSpec(name: "fresh"))
        let keys: EndpointKeys = try await demo.engine.call(EndpointRoutes.credentials, parts("fresh"))
        let changed: EndpointKeys = try await demo.engine.call(
            EndpointRoutes.regenerateKey, parts("fresh"), body: KeyRegeneration(slot: .primary))
        #expect(changed.primary != keys.primary && changed.secondary == keys.secondary)
        let deletion = try await demo.engine.call(EndpointRoutes.delete, parts("fresh"))
        #expect(try await demo.code { _ = try await demo.engine.call(EndpointRoutes.show, parts("fresh")) } == .notFound)
        _ = try await demo.engine.call(UndoRoutes.undo, demo.workspace, body: UndoOrder(event: deletion.event))
        let back: EndpointKeys = try await demo.engine.call(EndpointRoutes.credentials, parts("fresh"))
        #expect(back.primary == changed.primary)
    }
}
