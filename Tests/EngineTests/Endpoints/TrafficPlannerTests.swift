import Domain
import Engine
import Foundation
import Testing

@Suite struct TrafficPlannerTests {
    private let ready = [
        DeploymentStanding(name: "blue", state: .succeeded, canServe: true),
        DeploymentStanding(name: "green", state: .succeeded, canServe: true),
    ]

    private func plan(
        _ traffic: [DeploymentName: Int]?, mirror: [DeploymentName: Int]? = nil,
        on endpoint: OnlineEndpoint = .named("iris"), _ deployments: [DeploymentStanding]? = nil
    ) throws -> TrafficPlan {
        try TrafficPlanner.plan(
            traffic: traffic.map(TrafficSplit.init), mirrorTraffic: mirror.map(MirrorSplit.init), of: endpoint,
            deployments: deployments ?? ready)
    }

    @Test func aMapReplacesTheOldOneWhole() throws {
        let endpoint = OnlineEndpoint.named("iris", traffic: try TrafficSplit(["blue": 90, "green": 10]))
        let plan = try plan(["green": 100], on: endpoint)
        #expect(plan.traffic.weights == ["green": 100])
    }

    @Test func anUnknownDeploymentIsAnsweredWithThoseThereAre() {
        #expect { try plan(["blu": 100]) } throws: { error in
            let text = "\(error)"
            return text.contains("blu") && text.contains("did you mean blue") && text.contains("green")
        }
    }

    @Test(arguments: [
        (ProvisioningState.creating, false, false), (.failed, false, false), (.deleting, false, false),
        (.succeeded, true, true), (.failed, true, true), (.updating, true, true),
    ])
    func onlyWhatCanAnswerGetsTraffic(state: ProvisioningState, canServe: Bool, allowed: Bool) {
        let standing = [DeploymentStanding(name: "blue", state: state, canServe: canServe)]
        #expect(((try? plan(["blue": 100], standing)) != nil) == allowed)
        #expect((try? plan(["blue": 0], standing)) != nil)
    }

    @Test func liveAndMirroredTrafficExcludeEachOther() throws {
        let endpoint = OnlineEndpoint.named("iris", traffic: .all(to: "blue"))
        #expect(try plan(nil, mirror: ["green": 10], on: endpoint).mirrorTraffic["green"] == 10)
        #expect(throws: AtelierError.self) { try plan(nil, mirror: ["blue": 10], on: endpoint) }
        #expect(throws: AtelierError.self) { try plan(["green": 100], mirror: ["green": 10], on: endpoint) }
    }

    @Test func allTrafficEndsTheMirroringOfItsOwn() throws {
        var endpoint = OnlineEndpoint.named("iris", traffic: .all(to: "blue"))
        endpoint.mirrorTraffic = try MirrorSplit(["green": 10])
        #expect(TrafficPlanner.planAllTraffic(to: "green", of: endpoint).mirrorTraffic.target == nil)
        #expect(TrafficPlanner.planAllTraffic(to: "red", of: endpoint).mirrorTraffic.target == "green")
    }
}

extension OnlineEndpoint {
    static func named(
        _ name: EndpointName, traffic: TrafficSplit = TrafficSplit(), revision: Int = 0
    ) -> OnlineEndpoint {
        OnlineEndpoint(
            workspace: "default", name: name, authMode: .key, traffic: traffic, provisioningState: .succeeded,
            revision: revision, creation: CreationContext(at: Date(timeIntervalSince1970: 0), by: "ada"))
    }
}
