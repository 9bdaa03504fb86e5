import Domain
import Engine
import Foundation
import Scoring
import Testing

/// What workers tell about themselves is kept, and their number changes without a new version.
@Suite struct WorkerNoticeTests {
    private func kinds(_ world: EndpointWorld) async throws -> [String] {
        try await world.events().map(\.kind)
    }

    private func withBlue(_ body: (EndpointWorld, ScriptedWorkers) async throws -> Void) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            try await world.deploy("blue", allTraffic: true)
            try await body(world, #require(world.scoring.route(of: "iris")?.workers(of: "blue")))
        }
    }

    /// Returns when an event of the kind was written.
    private func wait(for kind: String, _ count: Int = 1, in world: EndpointWorld) async throws -> [Event] {
        while true {
            let found = try await world.events().filter { $0.kind == kind }
            if found.count >= count { return found }
            try Task.checkCancellation()
            await Task.yield()
        }
    }

    @Test(.timeLimit(.minutes(1))) func aCrashLoopIsToldAndItsEndToo() async throws {
        try await withBlue { world, workers in
            workers.tell(.workerEnded(reason: "a worker ended (signal 9 (Killed))"))
            workers.tell(.workerEnded(reason: "again"))
            workers.tell(.condition(.degraded(reason: "a worker ended")))
            workers.tell(.condition(.broken(reason: "init() fails: ValueError")))
            let broken = try await wait(for: "deployment.broken", in: world)
            #expect(broken.map(\.message) == ["init() fails: ValueError"])
            let shown = try await world.catalog.showDeployment("blue", of: "iris", in: "default")
            #expect(shown.provisioningState == .succeeded)
            #expect(shown.reason == "its workers keep ending: init() fails: ValueError")
            let ended = try await world.events().filter { $0.kind == "deployment.worker.ended" }
            #expect(ended.map(\.message) == ["a worker ended (signal 9 (Killed))"], "one a minute")

            workers.tell(.condition(.ready))
            _ = try await wait(for: "deployment.recovered", in: world)
            #expect(try await world.catalog.showDeployment("blue", of: "iris", in: "default").reason == nil)
            world.clock.advance(seconds: 61)
            workers.tell(.workerEnded(reason: "later"))
            _ = try await wait(for: "deployment.worker.ended", 2, in: world)
            let log = try await world.catalog.logs(of: "blue", "iris", in: "default", lines: 50)
            #expect(log.contains { $0.contains("again; it is replaced") }, "the log has them all")
        }
    }

    @Test(.timeLimit(.minutes(1))) func scalingIsToldWithWhatItCosts() async throws {
        try await withBlue { world, workers in
            workers.tell(.scaled(from: 1, to: 3, why: "95 of 100 requests waited up to 40 ms, target 20 ms"))
            let event = try #require(try await wait(for: "deployment.scaled", in: world).first)
            #expect(event.before?["instance_count"] == .int(1) && event.after?["instance_count"] == .int(3))
            #expect(event.after?["instance_type"] == "Standard_DS2_v2")
            #expect(event.message?.contains("40 ms") == true)
        }
    }

    @Test(.timeLimit(.minutes(1))) func workersOfAnotherVersionAreNotHeard() async throws {
        try await withBlue { world, old in
            world.scoring.hold("blue")
            _ = try await world.catalog.deploy(world.spec("blue"), allTraffic: false, in: "default", by: "ada")
            await world.scoring.wait { $0.begun.count == 2 }
            let new = try #require(world.scoring.begun.last)
            new.tell(.workerEnded(reason: "it only starts"))
            world.scoring.release("blue")
            _ = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            old.tell(.workerEnded(reason: "it only ends"))
            new.tell(.workerEnded(reason: "it counts"))
            #expect(try await wait(for: "deployment.worker.ended", in: world).map(\.message) == ["it counts"])
        }
    }

    private func scale(_ world: EndpointWorld, to count: Int) async throws -> OnlineDeployment {
        // One thread each, however many there are.
        var spec = world.spec("blue", instances: count)
        spec.instanceType = "Standard_DS1_v2"
        let asked = try await world.catalog.deploy(
            spec, allTraffic: false, keepingParts: true, in: "default", by: "ada")
        #expect(asked.provisioningState == .scaling)
        return try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
    }

    private func withSmall(_ body: (EndpointWorld, ScriptedWorkers) async throws -> Void) async throws {
        try await EndpointWorld.with { world in
            _ = try await world.endpoint()
            var spec = world.spec("blue")
            spec.instanceType = "Standard_DS1_v2"
            _ = try await world.catalog.deploy(spec, allTraffic: true, in: "default", by: "ada")
            _ = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            try await body(world, #require(world.scoring.route(of: "iris")?.workers(of: "blue")))
        }
    }

    @Test func anotherNumberAloneIsNoNewVersion() async throws {
        try await withSmall { world, workers in
            let scaled = try await scale(world, to: 2)
            #expect(scaled.provisioningState == .succeeded && scaled.spec.instanceCount == 2)
            #expect(workers.resizes == [2] && !workers.isStopped)
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") === workers)
            #expect(world.scoring.begun.count == 1)
            // What comes after it is a version again, and what is asked for by files may always be one.
            var spec = scaled.spec
            spec.instanceCount = 1
            _ = try await world.catalog.deploy(spec, allTraffic: false, in: "default", by: "ada")
            _ = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            let next = try #require(world.scoring.route(of: "iris")?.workers(of: "blue"))
            #expect(next !== workers && next.version == 2)
            await world.scoring.wait { _ in workers.isStopped }
        }
    }

    @Test func whereThreadsChangeItIsANewVersion() async throws {
        try await withBlue { world, workers in
            _ = try await world.catalog.deploy(
                world.spec("blue", instances: 2), allTraffic: false, keepingParts: true, in: "default", by: "ada")
            _ = try await world.catalog.waitUntilSettled("blue", of: "iris", in: "default")
            #expect(workers.resizes.isEmpty)
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") !== workers)
        }
    }

    @Test func whatCannotGrowKeepsServing() async throws {
        try await withSmall { world, workers in
            world.scoring.fail("blue", with: AtelierError(.invalidArgument, "no room"))
            let failed = try await scale(world, to: 2)
            #expect(failed.provisioningState == .failed)
            #expect(failed.reason?.contains("no room; the version before it keeps serving") == true)
            #expect(world.scoring.route(of: "iris")?.workers(of: "blue") === workers && !workers.isStopped)
        }
    }
}
