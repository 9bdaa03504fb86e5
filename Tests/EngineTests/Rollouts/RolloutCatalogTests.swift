import Domain
import Engine
import Foundation
import Scoring
import Testing

/// Rollouts on a catalog with scripted workers and a clock that the test moves.
@Suite struct RolloutCatalogTests {
    private static let spec = RolloutSpec(
        steps: [
            RolloutStep(.mirror, 10, minSamples: 60, minTime: 15, maxTime: 60),
            RolloutStep(.live, 5, minSamples: 60, minTime: 15, maxTime: 60), RolloutStep(.live, 100, minSamples: 0, minTime: 0),
        ], stickyHeader: "x-user")

    /// With blue at 100 % and green being rolled out, its first judgement to come.
    private func with(_ body: (EndpointWorld) async throws -> Void) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            _ = try await world.catalog.startRollout(Self.spec, of: "green", on: "iris", in: "default", by: "ada")
            await world.clock.waitForSleep(of: 5, after: 0)
            try await body(world)
        }
    }

    /// One judgement: both sides did so much, and time passes. One that ends the rollout has the event to tell.
    private func tick(
        _ world: EndpointWorld, green: Int = 30, errors: Int = 0, crashes: Int = 0, same: Int = 30, ends kind: String? = nil
    ) async throws {
        let route = try #require(world.scoring.route(of: "iris"))
        route.workers(of: "blue")?.serve(300)
        route.workers(of: "green")?.serve(green, errors: errors, crashes: crashes)
        var tally = ShadowTally()
        tally[.same] = same
        world.scoring.compare("green", tally)
        let count = world.clock.sleeps(of: 5)
        world.clock.advance(seconds: 5)
        if let kind {
            try await world.wait(for: kind)
        } else {
            await world.clock.waitForSleep(of: 5, after: count)
        }
    }

    @Test func goodAnswersAreTakenToTheEnd() async throws {
        try await with { world in
            #expect(try await world.endpointNow().mirrorTraffic["green"] == 10)
            #expect(world.scoring.route(of: "iris")?.sticky == StickyRule(header: "x-user", first: "green"))
            for _ in 0..<3 { try await tick(world) }
            #expect(try await world.endpointNow().traffic["green"] == 5)
            #expect(try await world.endpointNow().mirrorTraffic.target == nil)
            for _ in 0..<2 { try await tick(world) }
            try await tick(world, ends: "rollout.promoted")
            let endpoint = try await world.endpointNow()
            #expect(endpoint.traffic.live == ["green"])
            #expect(endpoint.rollout?.state == .promoted)
            await world.scoring.wait { $0.route(of: "iris")?.traffic["green"] == 100 }
            #expect(world.scoring.route(of: "iris")?.sticky == nil)
            let events = try await world.events().filter { $0.kind.hasPrefix("rollout.") }
            #expect(
                events.map(\.kind) == ["rollout.checking", "rollout.started", "rollout.advanced", "rollout.promoted"])
            #expect(events[2].after?["evidence"]?["samples"] == 90)
            #expect(events[2].by == "engine")
        }
    }

    @Test func aCrashGoesBackInOneTransaction() async throws {
        try await with { world in
            for _ in 0..<3 { try await tick(world) }
            try await tick(world, crashes: 1, ends: "rollout.rolledback")
            let endpoint = try await world.endpointNow()
            #expect(endpoint.rollout?.state == .rolledBack)
            #expect(endpoint.traffic.live == ["blue"])
            await world.scoring.wait { $0.route(of: "iris")?.traffic["blue"] == 100 }
            let last = try await world.events().suffix(2)
            #expect(last.map(\.kind) == ["endpoint.traffic", "rollout.rolledback"])
            #expect(last.last?.message?.contains("a worker of it ended unasked") == true)
            #expect(last.last?.after?["evidence"]?["candidate"]?["crashes"] == 1)
            // The endpoint is free again.
            try await world.setTraffic(["blue": 90, "green": 10])
        }
    }

    @Test func withoutTrafficItHoldsAndGoesOnWhenTold() async throws {
        try await with { world in
            for _ in 0..<12 { try await tick(world, green: 0, same: 0) }
            #expect(try await world.rollout().state == .held)
            #expect(try await world.rollout().reason?.contains("0 of 60 samples") == true)
            let resumed = try await world.act(.resume)
            #expect(resumed.rollout.state == .running)
            for _ in 0..<3 { try await tick(world) }
            #expect(try await world.endpointNow().traffic["green"] == 5)
            #expect(try await world.act(.hold).rollout.state == .held)
            for _ in 0..<4 { try await tick(world) }
            #expect(try await world.endpointNow().traffic["green"] == 5)
            #expect(try await world.act(.promote).rollout.state == .promoted)
            #expect(try await world.endpointNow().traffic["green"] == 100)
            await #expect(throws: AtelierError.self) { try await world.act(.abort) }
        }
    }

    @Test func whatItMeasuresIsNotMovedUnderIt() async throws {
        try await with { world in
            await #expect { try await world.setTraffic(["blue": 50, "green": 50]) } throws: {
                "\($0)".contains("endpoint iris is in a rollout of green, step 1 of 3 (mirror 10 %), begun by ada")
            }
            await #expect(throws: AtelierError.self) { try await world.deploy("green") }
            await #expect(throws: AtelierError.self) {
                try await world.catalog.deleteDeployment("green", of: "iris", in: "default", by: "ada")
            }
            await #expect(throws: AtelierError.self) {
                try await world.catalog.startRollout(Self.spec, of: "green", on: "iris", in: "default", by: "ada")
            }
            // Going back must work at any time, and ends it.
            for _ in 0..<3 { try await tick(world) }
            let back = try await world.catalog.rollback("iris", in: "default", by: "bob")
            #expect(back.traffic.live == ["blue"])
            #expect(back.rollout?.state == .aborted)
            #expect(back.rollout?.reason == "bob rolled the traffic back")
        }
    }

    @Test func goldenRequestsDecideWhetherItBegins() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            var spec = Self.spec
            spec.goldenRequests = [GoldenRequest(body: "[1]", expected: [1]), GoldenRequest(body: "[2]", expected: [3])]
            _ = try await world.catalog.startRollout(spec, of: "green", on: "iris", in: "default", by: "ada")
            try await world.wait(for: "rollout.refused")
            let refused = try await world.rollout()
            #expect(refused.state == .refused)
            #expect(refused.reason == "golden request 2 of 2: it was answered [2], not [3]")
            #expect(refused.spec.goldenRequests.isEmpty)
            #expect(try await world.endpointNow().mirrorTraffic.target == nil)

            spec.goldenRequests[1].expected = [2]
            world.scoring.answer("green", with: ProbeAnswer(status: 500, body: "no\u{1B}[31m"))
            _ = try await world.catalog.startRollout(spec, of: "green", on: "iris", in: "default", by: "ada")
            try await world.wait(for: "rollout.refused", count: 2)
            #expect(
                try await world.rollout().reason?.hasPrefix("golden request 1 of 2: it was answered 500: no")
                    == true)
        }
    }

    @Test func aRestartGoesOnWhereItWas() async throws {
        try await with { world in
            for _ in 0..<3 { try await tick(world) }
            let count = world.clock.sleeps(of: 5)
            try await world.restarted { world in
                await world.clock.waitForSleep(of: 5, after: count)
                let endpoint = try await world.endpointNow()
                #expect(endpoint.traffic["green"] == 5)
                #expect(endpoint.rollout?.state == .running)
                #expect(endpoint.rollout?.step == 1)
                await world.scoring.wait { $0.route(of: "iris")?.workers(of: "green") != nil }
                await world.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
                try await tick(world, errors: 20, ends: "rollout.rolledback")
                #expect(try await world.endpointNow().rollout?.state == .rolledBack)
                #expect(try await world.endpointNow().traffic.live == ["blue"])
            }
        }
    }

    @Test func aDeploymentWithAPlanIsRolledOutWhenItIsReady() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var blue = world.spec("blue")
            blue.rollout = Self.spec
            _ = try await world.catalog.deploy(blue, allTraffic: false, in: "default", by: "ada")
            let alone = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(alone.warnings.contains { $0.hasPrefix("it is not rolled out: no deployment of endpoint iris has traffic") })
            try await world.setTraffic(["blue": 100])

            var green = world.spec("green")
            green.rollout = Self.spec
            _ = try await world.catalog.deploy(green, allTraffic: false, in: "default", by: "ada")
            _ = try await world.catalog.waitUntilSettled("green", of: "iris", in: "default")
            try await world.wait(for: "rollout.started")
            #expect(try await world.endpointNow().mirrorTraffic["green"] == 10)
            #expect(try await world.rollout().startedBy == "ada")

            _ = try await world.act(.promote)
            _ = try await world.catalog.deploy(green, allTraffic: false, in: "default", by: "ada")
            let again = try await world.catalog.waitUntilSettled("green", of: "iris", in: "default")
            #expect(again.warnings.contains("its rollout is passed over: green takes 100 % of the traffic already"))
        }
    }
}

extension EndpointWorld {
    func endpointNow() async throws -> OnlineEndpoint { try await catalog.show("iris", in: "default") }

    func rollout() async throws -> Rollout { try await catalog.rollout(of: "iris", in: "default").rollout }

    /// Returns once the journal has so many events of a kind.
    func wait(for kind: String, count: Int = 1) async throws {
        var seen = 0
        for try await batch in context.journal.events(after: 0, matching: EventFilter(kinds: [kind])) {
            seen += batch.count
            if seen >= count { return }
        }
    }

    func act(_ action: RolloutAction) async throws -> RolloutReport {
        try await catalog.act(action, onRolloutOf: "green", on: "iris", in: "default", by: "ada")
    }
}
