import Domain
import Engine
import Foundation
import Testing

@Suite struct EndpointLoadTests {
    /// Blue has all traffic.
    private func withBlue(_ body: (EndpointWorld, ScriptedWorkers) async throws -> Void) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await body(world, try #require(world.scoring.route(of: "iris")?.workers(of: "blue")))
        }
    }

    @Test func trafficIsMeasuredBySecondAndKeptThoughNobodyLooks() async throws {
        try await withBlue { world, blue in
            let loads = world.catalog.loads
            for _ in 0..<5 { blue.receiveRequest() }
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            // The quiet second after it ends the measuring.
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            let history = await history(of: world, count: 2)
            #expect(history.map(\.endpoint) == ["iris", "iris"])
            #expect(history.flatMap(\.deployments).map(\.deployment) == ["blue", "blue"])
            #expect(history.flatMap(\.deployments).map(\.requestsPerSecond) == [5, 0])
            #expect(world.clock.sleeperCount == 0)

            world.clock.advance(seconds: 250)
            blue.receiveRequest()
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 2)
            #expect(await self.history(of: world, count: 3).last?.deployments.map(\.requestsPerSecond) == [0.5])
            #expect(await loads.history(of: "elsewhere").isEmpty)
        }
    }

    @Test func whatIsOlderThanFiveMinutesIsNotTold() async throws {
        try await withBlue { world, blue in
            blue.receiveRequest()
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            _ = await history(of: world, count: 2)
            world.clock.advance(seconds: 299)
            #expect(await world.catalog.loads.history(of: "default").count == 1)
            world.clock.advance(seconds: 1)
            #expect(await world.catalog.loads.history(of: "default").isEmpty)
        }
    }

    @Test func aListenerHearsOfEverySecondAndNobodyIsWokenAfterIt() async throws {
        try await withBlue { world, _ in
            let listening = Task {
                var loads: [EndpointLoad] = []
                for await load in await world.catalog.loads.loads(of: "default", follow: true) {
                    loads.append(load)
                    if loads.count == 2 { break }
                }
                return loads
            }
            for _ in 0..<2 {
                await world.clock.waitForSleepers(1)
                world.clock.advance(seconds: 1)
            }
            let loads = await listening.value
            #expect(loads.map(\.endpoint) == ["iris", "iris"])
            #expect(loads.flatMap(\.deployments).allSatisfy { $0.requestsPerSecond == 0 && $0.p50 == nil })
            while world.clock.sleeperCount > 0 {
                world.clock.advance(seconds: 1)
                await Task.yield()
            }
        }
    }

    @Test func aRequestThatNobodyAnswersIsAnError() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.fail("blue", with: AtelierError(.unavailable, "no luck"))
            try await world.deploy("blue")
            world.scoring.route(of: "iris")?.wake("blue")
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            let load = await history(of: world, count: 1).first?.deployments.first
            #expect(load?.requestsPerSecond == 1)
            #expect(load?.errorsPerSecond == 1)
        }
    }

    @Test func theRequestsOfAReplacedVersionAreCounted() async throws {
        try await withBlue { world, blue in
            blue.receiveRequest()
            await world.clock.waitForSleepers(1)
            try await world.deploy("blue")
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") !== blue)
            // The old workers' figures are taken when they have ended, which may be after a measurement.
            while !(await history(of: world, count: 0)).contains(where: { $0.deployments[0].requestsPerSecond > 0 }) {
                if world.clock.sleeperCount > 0 { world.clock.advance(seconds: 1) }
                await Task.yield()
            }
        }
    }

    @Test func aDeletedEndpointLeavesNoHistory() async throws {
        try await withBlue { world, blue in
            blue.receiveRequest()
            await world.clock.waitForSleepers(1)
            world.clock.advance(seconds: 1)
            _ = await history(of: world, count: 1)
            try await world.setTraffic([:])
            try await world.catalog.delete("iris", in: "default", by: "ada")
            #expect(await world.catalog.loads.history(of: "default").isEmpty)
        }
    }

    /// Returns once so many measurements are there.
    private func history(of world: EndpointWorld, count: Int) async -> [EndpointLoad] {
        while true {
            let history = await world.catalog.loads.history(of: "default")
            if history.count >= count { return history }
            await Task.yield()
        }
    }
}
