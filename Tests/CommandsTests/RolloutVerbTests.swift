import ArgumentParser
import ControlAPI
import Domain
import Testing

@testable import Commands

@Suite struct RolloutVerbTests {
    private static let names = ["--name", "green", "--endpoint-name", "iris"]

    private func report(_ state: Rollout.State, of name: DeploymentName = "green", reason: String? = nil) -> RolloutReport {
        var rollout = Rollout(
            deployment: name, spec: RolloutSpec(stickyHeader: "x-user"), state: state, trafficBefore: .all(to: "blue"),
            mirrorBefore: MirrorSplit(), startedAt: Fixture.time, startedBy: "ann")
        rollout.reason = reason
        let evidence = RolloutJudge(rollout.spec, step: rollout.currentStep).evidence
        return RolloutReport(rollout: rollout, latest: RolloutVerdict(.wait, "0 of 300 samples", evidence))
    }

    @Test func oneThingAtATime() throws {
        for words in [["--hold", "--resume"], ["--file", "p.yml", "--abort"], ["--show", "--promote"]] {
            #expect(throws: (any Error).self) { try OnlineDeploymentRollout.parse(Self.names + words).checkFlags() }
        }
        for words in [[], ["--watch"], ["--hold"], ["--file", "p.yml", "--watch"], ["--abort", "--watch"]] {
            try OnlineDeploymentRollout.parse(Self.names + words).checkFlags()
        }
    }

    @Test func aReportTellsItAll() {
        let shown = report(.running).presentation
        #expect(shown["state"] == "running")
        #expect(shown["step_text"] == "step 1 of 6 (mirror 10 %)")
        #expect(shown["evidence"]?["samples_needed"] == 300)
        #expect(shown["limits"]?["compare"] == "auto")
        #expect(shown["traffic_before"]?["blue"] == 100)
        #expect(shown["reason"] == nil && shown["ended_at"] == nil)
        #expect(report(.running).line == "step 1 of 6 (mirror 10 %), 0 of 300 samples")
        #expect(report(.held, reason: "ben holds it").rollout.standing == "held, step 1 of 6 (mirror 10 %): ben holds it")
    }

    @Test func aRolloutExplainsADeploymentWithoutTraffic() throws {
        var endpoint = try Fixture.endpoint(["green": 100]).endpoint
        endpoint.rollout = report(.running, of: "blue").rollout
        let explained = DeploymentExplainer(
            details: DeploymentDetails(deployment: Fixture.deployment(.succeeded), phases: [], diagnosis: nil),
            endpoint: endpoint, load: ServingLoad(of: "blue", in: [])
        ).explanation
        #expect(explained.sentence == "deployment iris/blue is being rolled out: running, step 1 of 6 (mirror 10 %)")
        #expect(explained.commands == ["atelier online-deployment rollout --name blue --endpoint-name iris --show"])
    }
}
