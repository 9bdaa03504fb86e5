import Domain
import Engine
import Foundation
import Scoring
import Testing

@Suite struct EndpointRestoreTests {
    @Test func routesComeBackAtOnceAndWorkersAsTheyBecomeReady() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.restarted { again in
                let first = try #require(again.scoring.published.first)
                #expect(first.traffic["blue"] == 100)
                #expect(first.target(of: "blue") != nil, "requests wait for the start")
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
                #expect(again.scoring.begun.map(\.version) == [1], "nothing is built again")
            }
        }
    }

    @Test func onlyWhatHasTrafficOrIsWarmIsStarted() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green", allTraffic: true)
            try await world.restarted { again in
                await again.scoring.wait { $0.begun.count == 2 }
            }
            world.clock.advance(seconds: 601)
            try await world.restarted { again in
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "green") != nil }
                #expect(again.scoring.begun.map(\.plan.deployment) == ["green"])
                again.scoring.route(of: "iris")?.target(of: "blue")?.receiveRequest()
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
            }
        }
    }

    @Test func anAcknowledgedCreationIsCarriedOn() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            world.scoring.hold("blue")
            _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: true, in: "default", by: "ada")
            await world.scoring.wait { !$0.begun.isEmpty }
            let stop = Task { await world.catalog.stop() }
            world.scoring.release("blue")
            await stop.value
            #expect(
                try await world.catalog.showDeployment("blue", of: "iris", in: "default").provisioningState
                    == .creating)
            try await world.restarted { again in
                let settled = try await again.catalog.waitUntilSettled("blue", of: "iris", in: "default")
                #expect(settled.provisioningState == .succeeded)
                #expect(again.scoring.route(of: "iris")?.traffic["blue"] == 100)
                let revision = try await again.catalog.revisions(of: "iris", in: "default").last
                #expect(revision?.by == "ada")
            }
        }
    }

    @Test func anUnreadableRecordIsLeftAlone() async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await world.deploy("green")
            try await world.damage("UPDATE deployment SET document = x'00' WHERE name = 'green'")
            try await world.restarted { again in
                await again.scoring.wait { $0.route(of: "iris")?.workers(of: "blue") != nil }
                let names = try await again.catalog.listDeployments(of: "iris", in: "default").map(\.name)
                #expect(names == ["blue"])
                await #expect {
                    _ = try await again.catalog.showDeployment("green", of: "iris", in: "default")
                } throws: { "\($0)".contains("cannot be read; it was left as it is") }
            }
        }
    }
}

extension EndpointWorld {
    /// Writes past the store, as a bad disk would.
    func damage(_ sql: String) async throws {
        let python = Process()
        python.executableURL = URL(filePath: "/usr/bin/python3")
        python.arguments = [
            "-c", "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()",
            context.home.database, sql,
        ]
        let status = try await withCheckedThrowingContinuation { continuation in
            python.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try python.run()
            } catch {
                continuation.resume(throwing: error)
            }
        }
        #expect(status == 0)
    }
}
