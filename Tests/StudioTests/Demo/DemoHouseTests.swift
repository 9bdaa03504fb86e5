import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

/// Computes, models, the box and the feeds.
struct DemoHouseTests {
    let demo = DemoFixture()

    @Test func drainingAndTakingItBackShow() async throws {
        let parts = demo.parts(["compute": "gpu-cluster"])
        let drained: Compute = try await demo.engine.call(
            ComputeRoutes.drain, parts, body: DrainChange(node: "node-0", isDraining: true))
        #expect(drained.nodes.map(\.isDraining) == [true, false])
        _ = try await demo.engine.call(ComputeRoutes.drain, parts, body: DrainChange(isDraining: true))
        let first = try #require(try await demo.snapshot().jobs.first { $0.compute == "gpu-cluster" && $0.queuePosition == 1 })
        #expect(first.reason == "waiting: gpu-cluster is draining")
        await demo.engine.advance(by: .seconds(10))
        #expect(try await demo.summary(of: first.name).status == .queued)
        let back: Compute = try await demo.engine.call(ComputeRoutes.drain, parts, body: DrainChange(isDraining: false))
        #expect(back.drain == nil && !back.nodes.contains(where: \.isDraining))
        await demo.engine.advance(by: .seconds(1))
        #expect(try await demo.summary(of: first.name).status == .starting)
        #expect(Set(try await demo.events().map(\.kind)).isSuperset(of: ["compute.draining", "compute.undrained"]))
        let code = try await demo.code {
            _ = try await demo.engine.call(
                ComputeRoutes.drain, parts, body: DrainChange(node: "node-9", isDraining: true))
        }
        #expect(code == .notFound)
    }

    @Test func computesComeAndGo() async throws {
        let made: Compute = try await demo.engine.call(
            ComputeRoutes.create, demo.workspace, body: ComputeSpec(name: "spare", maxInstances: 2))
        #expect(made.nodes.count == 2)
        _ = try await demo.engine.call(ComputeRoutes.delete, demo.parts(["compute": "spare"]))
        #expect(try await demo.snapshot().computes.count == 3)
        for name in ["local", "gpu-cluster"] {
            let code = try await demo.code {
                _ = try await demo.engine.call(ComputeRoutes.delete, demo.parts(["compute": name]))
            }
            #expect(code == .invalidState)
        }
    }

    @Test func modelsAreRegisteredEditedAndDeleted() async throws {
        let job = try await demo.job(.completed)
        let spec = ModelSpec(name: "wine-ridge", location: .jobOutput(job.name, output: "model", path: ""))
        let made: ModelVersion = try await demo.engine.call(ModelRoutes.create, demo.workspace, body: spec)
        #expect(made.version == "2" && made.lineage.job == job.name && !made.lineage.metrics.isEmpty)
        let one = demo.parts(["model": "wine-ridge", "version": "2"])
        _ = try await demo.engine.call(ModelRoutes.update, one, body: AssetEdit(tags: ["good": "yes"], stage: "Staging"))
        let archived: [ModelVersion] = try await demo.engine.call(
            ModelRoutes.archive, one, body: ArchiveChange(version: "2", isArchived: true))
        #expect(archived.map(\.stage) == ["Staging"] && archived.allSatisfy(\.isArchived))
        let latest: ModelDetails = try await demo.engine.call(ModelRoutes.show, demo.parts(["model": "wine-ridge"]))
        #expect(latest.model.version == "1")
        _ = try await demo.engine.call(ModelRoutes.delete, one)
        #expect(try await !demo.snapshot().models.contains { $0.name == "wine-ridge" && $0.version == "2" })
        let next: ModelVersion = try await demo.engine.call(ModelRoutes.create, demo.workspace, body: spec)
        #expect(next.version == "3")
        let code = try await demo.code {
            _ = try await demo.engine.call(
                ModelRoutes.delete, demo.parts(["model": "iris-classifier", "version": "5"]))
        }
        #expect(code == .invalidState)
    }

    @Test func assetsAreListed() async throws {
        let data: [DataAsset] = try await demo.engine.call(DataRoutes.list, demo.workspace)
        let environments: [EnvironmentAsset] = try await demo.engine.call(EnvironmentRoutes.list, demo.workspace)
        #expect(data.count == 4 && environments.count == 4)
        let made: DataAsset = try await demo.engine.call(
            DataRoutes.create, demo.workspace, body: DataSpec(name: "iris", location: .local("/data/iris.csv")))
        #expect(made.version == "2")
    }

    @Test func theBoxHasACurveAndItsNodesTheirJobs() async throws {
        var one: [BoxLoad] = []
        try await demo.engine.followLoad(follow: false) { one.append($0) }
        let now = try #require(one.first)
        #expect(one.count == 1 && now.at == DemoEngine.moment)
        #expect(now.cores.count == 16 && now.cores.allSatisfy { (0...1).contains($0) } && Set(now.cores).count > 8)
        #expect(now.memory.used < now.memory.total && now.gpus.count == 2)
        #expect(now.nodes.count { !$0.processes.isEmpty } >= 6)
        let engine = demo.engine
        let following = Task {
            var loads: [BoxLoad] = []
            for try await load in engine.loads() {
                loads.append(load)
                if loads.count == 121 { await engine.advance(by: .seconds(1)) }
                if loads.count == 122 { break }
            }
            return loads
        }
        let loads = try await following.value
        #expect(zip(loads, loads.dropFirst()).allSatisfy { $1.at.timeIntervalSince($0.at) == 1 })
        #expect(loads[120] == now)
    }

    @Test func eventsReachWhoeverListens() async throws {
        let job = try await demo.job(.queued)
        let engine = demo.engine
        let parts = demo.parts(["job": job.name.rawValue])
        let following = Task {
            var kinds: [String] = []
            try? await engine.events(after: 63, follow: true) { event in
                kinds.append(event.kind)
                if kinds.count == 1 { _ = try await engine.call(JobRoutes.cancel, parts) as Job }
                if event.kind == "job.canceled" { throw CancellationError() }
            }
            return kinds
        }
        #expect(await following.value.last == "job.canceled")
    }

    @Test func aStudioIsThereAsLongAsItLooks() async throws {
        let engine = demo.engine
        var seen: [[StudioPresence]] = []
        try? await engine.follow(BoxRoutes.studios, query: ["attach": "true"], as: [StudioPresence].self) { studios in
            seen.append(studios)
            throw CancellationError()
        }
        #expect(seen.first?.map(\.user) == ["ana", "ben", "ana"])
        try? await engine.follow(BoxRoutes.studios, as: [StudioPresence].self) { studios in
            seen.append(studios)
            throw CancellationError()
        }
        #expect(seen.last?.map(\.user) == ["ana", "ben"])
    }

    @Test func timePassesAsTheClockHasIt() async throws {
        let engine = demo.engine
        let ticking = Task { try await engine.run(on: CountedClock(ticks: 40)) }
        await #expect(throws: CancellationError.self) { try await ticking.value }
        #expect(await engine.now == DemoEngine.moment.addingTimeInterval(40))
    }
}

extension DemoEngine {
    fileprivate nonisolated func loads() -> AsyncThrowingStream<BoxLoad, any Error> {
        AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try await followLoad { continuation.yield($0) }
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}

/// A clock whose sleeps are over at once, and that ends after so many.
private final class CountedClock: Clock, @unchecked Sendable {
    typealias Instant = ContinuousClock.Instant
    typealias Duration = Swift.Duration

    private var ticks: Int
    private let start = ContinuousClock.now
    var now: Instant { start }
    var minimumResolution: Duration { .zero }

    init(ticks: Int) {
        self.ticks = ticks
    }

    /// Called by one task alone.
    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        guard ticks > 0 else { throw CancellationError() }
        ticks -= 1
    }
}
