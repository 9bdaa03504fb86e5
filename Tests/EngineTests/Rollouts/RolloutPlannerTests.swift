import Domain
import Engine
import Foundation
import Testing

@Suite struct RolloutPlannerTests {
    private static let time = Date(timeIntervalSince1970: 1_700_000_000)
    private static let ready = ["blue", "green", "teal"].map {
        DeploymentStanding(name: DeploymentName($0), state: .succeeded, canServe: true)
    }

    private func endpoint(_ traffic: [DeploymentName: Int], mirror: [DeploymentName: Int] = [:]) throws -> OnlineEndpoint {
        OnlineEndpoint(
            workspace: "default", name: "iris", authMode: .key, traffic: try TrafficSplit(traffic),
            mirrorTraffic: try MirrorSplit(mirror), provisioningState: .succeeded,
            creation: CreationContext(at: Self.time, by: "ada"))
    }

    private func begin(_ endpoint: OnlineEndpoint, _ spec: RolloutSpec = RolloutSpec()) throws -> Rollout {
        try RolloutPlanner.begin(spec, of: "green", on: endpoint, deployments: Self.ready, by: "ada", at: Self.time)
    }

    @Test func stepsLeaveTheOthersTheirProportions() throws {
        let rollout = try begin(try endpoint(["blue": 67, "teal": 33]))
        var sums: [String] = []
        for step in rollout.spec.steps {
            let plan = try RolloutPlanner.plan(of: step, in: rollout)
            sums.append("\(plan.traffic) | \(plan.mirrorTraffic)")
        }
        #expect(
            sums == [
                "blue=67 teal=33 | green=10", "blue=66 green=1 teal=33 | none", "blue=64 green=5 teal=31 | none",
                "blue=50 green=25 teal=25 | none", "blue=34 green=50 teal=16 | none", "blue=0 green=100 teal=0 | none",
            ])
        #expect(RolloutPlanner.planBack(of: rollout).traffic.description == "blue=67 teal=33")
    }

    @Test func refusesWhatCannotBeJudged() throws {
        func message(_ endpoint: OnlineEndpoint) -> String {
            do {
                _ = try begin(endpoint)
                return "began"
            } catch { return "\(error)" }
        }
        #expect(message(try endpoint([:])).contains("so there is none to compare green with"))
        #expect(message(try endpoint(["green": 100])).contains("takes 100 % of the traffic of endpoint iris already"))
        #expect(message(try endpoint(["blue": 100], mirror: ["teal": 10])).contains("deployment teal gets the copies"))
        var busy = try endpoint(["blue": 100])
        busy.rollout = try begin(busy)
        #expect(message(busy).contains("is in a rollout of green, step 1 of 6 (mirror 10 %), begun by ada"))
        busy.rollout?.state = .rolledBack
        #expect(message(busy) == "began")
    }

    @Test func verdictsMoveAndActsAreChecked() throws {
        let evidence = RolloutJudge(RolloutSpec(), step: RolloutSpec.defaultSteps[0]).evidence
        var rollout = try begin(try endpoint(["blue": 100]))
        #expect(throws: AtelierError.self) { try RolloutMove.act(.hold, on: rollout, by: "ada", at: Self.time) }
        rollout = try RolloutMove.start(rollout, at: Self.time).rollout
        #expect(rollout.state == .running && rollout.step == 0)
        let advance = RolloutVerdict(.advance, "fine", evidence)
        var kinds: [String] = []
        for _ in 0..<5 {
            let move = try #require(try RolloutMove.carryOut(advance, on: rollout, at: Self.time))
            kinds.append("\(move.kind) \(move.plan?.traffic["green"] ?? -1)")
            rollout = move.rollout
        }
        #expect(kinds == ["advanced 1", "advanced 5", "advanced 25", "advanced 50", "promoted 100"])
        #expect(rollout.verdicts.map(\.step) == [0, 1, 2, 3, 4])
        #expect(try RolloutMove.carryOut(advance, on: rollout, at: Self.time) == nil)

        rollout = try RolloutMove.start(try begin(try endpoint(["blue": 100])), at: Self.time).rollout
        let held = try RolloutMove.act(.hold, on: rollout, by: "bob", at: Self.time).rollout
        #expect(try RolloutMove.carryOut(advance, on: held, at: Self.time) == nil, "held is held")
        let back = try RolloutMove.carryOut(RolloutVerdict(.rollback, "bad", evidence), on: held, at: Self.time)
        #expect(back?.rollout.state == .rolledBack, "but it goes back when it must")
        #expect(try RolloutMove.act(.resume, on: held, by: "bob", at: Self.time).rollout.state == .running)
        #expect(try RolloutMove.act(.promote, on: held, by: "bob", at: Self.time).plan?.traffic["green"] == 100)
        #expect(throws: AtelierError.self) { try RolloutMove.act(.resume, on: rollout, by: "bob", at: Self.time) }
    }

    @Test func aPlanThatEndsEarlyAsks() throws {
        let evidence = RolloutJudge(RolloutSpec(), step: RolloutSpec.defaultSteps[0]).evidence
        let spec = RolloutSpec(steps: [RolloutStep(.live, 5)])
        let rollout = try RolloutMove.start(try begin(try endpoint(["blue": 100]), spec), at: Self.time).rollout
        let end = try #require(
            try RolloutMove.carryOut(RolloutVerdict(.advance, "fine", evidence), on: rollout, at: Self.time))
        #expect(end.rollout.state == .held)
        #expect(end.rollout.reason == "the plan ends here: promote it, or abort")
    }
}
