import Domain
import Engine
import Foundation
import Testing

@Suite struct RollbackPlannerTests {
    private let ready = ["blue", "green"].map {
        DeploymentStanding(name: DeploymentName($0), state: .succeeded, canServe: true)
    }

    private func revisions(_ splits: [DeploymentName: Int]...) throws -> [EndpointRevision] {
        try splits.enumerated().map { index, weights in
            EndpointRevision(
                endpoint: "iris", number: index + 1, traffic: try TrafficSplit(weights), mirrorTraffic: MirrorSplit(),
                at: Date(timeIntervalSince1970: 0), by: "ada", reason: "")
        }
    }

    private func rollback(
        _ history: [EndpointRevision], to number: Int? = nil, _ deployments: [DeploymentStanding]? = nil
    ) throws -> RollbackPlanner.Rollback {
        let current = try #require(history.last)
        return try RollbackPlanner.plan(
            to: number, of: .named("iris", traffic: current.traffic, revision: current.number), revisions: history,
            deployments: deployments ?? ready)
    }

    @Test func goesToThePreviousDifferentTraffic() throws {
        let history = try revisions(["blue": 100], ["blue": 90, "green": 10], ["green": 100], ["green": 100, "blue": 0])
        let back = try rollback(history)
        #expect(back.revision == 2)
        #expect(back.plan.traffic.description == "blue=90 green=10")
    }

    @Test func aRevisionWithoutTrafficIsPassedOverUnlessNamed() throws {
        let history = try revisions(["blue": 100], [:], ["green": 100])
        #expect(try rollback(history).revision == 1)
        #expect(try rollback(history, to: 2).plan.traffic.live.isEmpty)
    }

    @Test func aSecondRollbackUndoesTheFirst() throws {
        let history = try revisions(["blue": 100], ["green": 100], ["blue": 100])
        #expect(try rollback(history).revision == 2)
    }

    @Test func refusesWithASentence() throws {
        let history = try revisions(["blue": 100], ["green": 100])
        let gone = [DeploymentStanding(name: "green", state: .succeeded, canServe: true)]
        let failed = gone + [DeploymentStanding(name: "blue", state: .failed, canServe: false)]
        #expect { try rollback(history, gone) } throws: { "\($0)".contains("blue, which is gone") }
        #expect { try rollback(history, failed) } throws: { "\($0)".contains("blue failed") }
        #expect { try rollback(history, to: 9) } throws: { "\($0)".contains("no revision 9; it has 1 to 2") }
        #expect { try rollback(history, to: 2) } throws: { "\($0)".contains("already") }
        #expect { try rollback(try revisions(["blue": 100])) } throws: { "\($0)".contains("no earlier traffic") }
    }

    @Test func aMirrorWhoseDeploymentIsGoneIsDropped() throws {
        let old = EndpointRevision(
            endpoint: "iris", number: 1, traffic: .all(to: "blue"), mirrorTraffic: try MirrorSplit(["red": 10]),
            at: Date(timeIntervalSince1970: 0), by: "ada", reason: "")
        let history = [old] + (try revisions([:], ["green": 100]).dropFirst())
        #expect(try rollback(history).plan.mirrorTraffic.target == nil)
    }
}
