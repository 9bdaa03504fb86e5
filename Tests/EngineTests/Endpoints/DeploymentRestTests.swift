import Domain
import Engine
import Foundation
import Scoring
import Testing

@Suite struct DeploymentRestTests {
    /// Blue had all traffic, green has it now.
    private func withTwo(_ body: (EndpointWorld) async throws -> Void) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green", allTraffic: true)
            await world.clock.waitForSleepers(1)
            try await body(world)
        }
    }

    @Test func thePreviousDeploymentStaysWarmThenRestsAndWakesForAPinnedRequest() async throws {
        try await withTwo { world in
            let blue = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            world.clock.advance(seconds: 599)
            #expect(!blue.isStopped)
            world.clock.advance(seconds: 2)
            await world.scoring.wait { _ in blue.isStopped }
            let route = try #require(world.scoring.route(of: "iris"))
            #expect(route.workers(of: "blue") == nil)
            #expect(route.workers(of: "green") != nil)
            let resting = try await world.catalog.showDeployment("blue", of: "iris", in: "default")
            #expect(resting.provisioningState == .succeeded)

            // However many ask, the workers are started once.
            for _ in 0..<5 { route.target(of: "blue")?.receiveRequest() }
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
            #expect(world.scoring.begun.filter { $0.plan.deployment == "blue" }.count == 2)
        }
    }

    @Test func somebodyWhoStillCallsKeepsItAwake() async throws {
        try await withTwo { world in
            let blue = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            blue.receiveRequest()
            world.clock.advance(seconds: 601)
            await world.clock.waitForSleepers(1)
            #expect(!blue.isStopped)
        }
    }

    @Test func aRollbackToARestingDeploymentStartsItBeforeAnyTrafficMoves() async throws {
        try await withTwo { world in
            world.clock.advance(seconds: 601)
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") == nil }
            let before = world.scoring.published.count
            let back = try await world.catalog.rollback("iris", in: "default", by: "ada")
            #expect(back.traffic["blue"] == 100)
            for route in world.scoring.published.dropFirst(before) where route.traffic["blue"] == 100 {
                #expect(route.workers(of: "blue")?.isStarted == true)
            }
        }
    }

    @Test func aDeploymentThatCannotBeStartedGetsNoTraffic() async throws {
        try await withTwo { world in
            world.clock.advance(seconds: 601)
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") == nil }
            world.scoring.fail("blue", with: AtelierError(.invalidState, "init() of score.py failed"))
            await #expect { try await world.catalog.rollback("iris", in: "default", by: "ada") } throws: {
                "\($0)".contains("init() of score.py failed")
            }
            #expect(world.scoring.route(of: "iris")?.traffic["green"] == 100)
            let blue = try await world.catalog.showDeployment("blue", of: "iris", in: "default")
            #expect(blue.provisioningState == .failed)

            // Once it starts again it is what it was.
            world.scoring.fail("blue", with: nil)
            _ = try await world.catalog.rollback("iris", in: "default", by: "ada")
            let again = try await world.catalog.showDeployment("blue", of: "iris", in: "default")
            #expect(again.provisioningState == .succeeded)
        }
    }

    @Test func aFailingStartIsNotRepeatedForEveryRequest() async throws {
        try await withTwo { world in
            world.clock.advance(seconds: 601)
            await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") == nil }
            world.scoring.fail("blue", with: AtelierError(.invalidState, "no"))
            world.scoring.route(of: "iris")?.target(of: "blue")?.receiveRequest()
            await world.scoring.wait {
                $0.route(of: "iris")?.reason(of: "blue") == "deployment blue did not start: no"
            }
            for _ in 0..<5 { await world.catalog.wakeOnDemand("blue", of: "iris") }
            #expect(world.scoring.begun.filter { $0.plan.deployment == "blue" }.count == 2)
        }
    }
}
