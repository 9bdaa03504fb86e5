import Client
import ControlAPI
import Domain
import FoundationEssentials
import Testing

@testable import Studio

/// What every test asks a world.
struct DemoFixture {
    let engine = DemoEngine()
    let workspace = ["workspace": DemoEngine.workspace.rawValue]

    func parts(_ more: [String: String]) -> [String: String] {
        workspace.merging(more) { _, new in new }
    }

    func snapshot(_ jobs: Int = 500) async throws -> WorkspaceSnapshot {
        try await engine.call(WorkspaceRoutes.snapshot, workspace, query: ["jobs": "\(jobs)"])
    }

    func job(_ status: JobStatus) async throws -> JobSummary {
        try #require(try await snapshot().jobs.first { $0.status == status })
    }

    func summary(of name: JobName) async throws -> JobSummary {
        try #require(try await snapshot().jobs.first { $0.name == name })
    }

    func events(after sequence: Int64 = 0) async throws -> [Event] {
        var events: [Event] = []
        try await engine.events(after: sequence, follow: false) { events.append($0) }
        return events
    }

    /// The code of the error that is thrown.
    func code(_ work: () async throws -> Void) async throws -> ErrorCode? {
        do {
            try await work()
            return nil
        } catch let error as AtelierError {
            return error.code
        }
    }
}

struct DemoStoryTests {
    let demo = DemoFixture()

    @Test func theWorldTellsItsStory() async throws {
        let snapshot = try await demo.snapshot()
        #expect(snapshot.jobs.count >= 36)
        #expect(snapshot.jobCount == snapshot.jobs.count)
        #expect(Set(snapshot.jobs.map(\.status)) == Set(JobStatus.allCases))
        #expect(Set(snapshot.jobs.map(\.createdBy)) == ["ana", "ben", "svc"])
        #expect(Set(snapshot.jobs.map(\.name)).count == snapshot.jobs.count)
        #expect(snapshot.jobs.map(\.createdAt) == snapshot.jobs.map(\.createdAt).sorted(by: >))
        #expect(snapshot.computes.count == 3)
        #expect(snapshot.computes.flatMap(\.nodes).count { $0.isDraining } == 1)
        #expect(Set(snapshot.models.map(\.name)).count == 12)
        #expect(snapshot.endpoints.count == 4)
        #expect(snapshot.deployments.count == 8)
        #expect(snapshot.status.lastEvent == 64)
        for endpoint in snapshot.endpoints.map(\.endpoint) {
            #expect(endpoint.traffic.weights.values.reduce(0, +) == 100)
        }
    }

    @Test func whatIsToldFitsTogether() async throws {
        let snapshot = try await demo.snapshot()
        let events = try await demo.events()
        #expect(events.map(\.sequence) == (1...64).map(Int64.init))
        #expect(events.map(\.at) == events.map(\.at).sorted())
        #expect(events.allSatisfy { $0.at <= DemoEngine.moment })
        for node in snapshot.computes.flatMap(\.nodes) {
            guard let name = node.job else { continue }
            let job = try #require(snapshot.jobs.first { $0.name == name })
            #expect(!job.status.isFinal && job.status != .queued)
            #expect(job.node == node.name)
        }
        for job in snapshot.jobs {
            #expect((job.queuePosition != nil) == (job.status == .queued))
            if job.status == .queued { #expect(job.reason?.hasPrefix("waiting: ") == true) }
            if job.status == .failed { #expect(job.reason != nil && job.exitCode != nil) }
            if let start = job.startedAt, let end = job.endedAt { #expect(start < end && end <= DemoEngine.moment) }
        }
        let all: [JobSummary] = try await demo.engine.call(
            JobRoutes.summaries, demo.workspace, query: ["archived": "included"])
        for model in snapshot.models {
            let source = try #require(all.first { $0.name == model.lineage.job })
            #expect(source.status == .completed)
            #expect(!model.lineage.metrics.isEmpty)
            #expect(model.creation.createdAt <= DemoEngine.moment)
        }
        for deployment in snapshot.deployments {
            let model = try #require(
                snapshot.models.first { "azureml:\($0.name):\($0.version)" == deployment.model?.description })
            #expect(model.creation.createdAt < deployment.creation.createdAt)
        }
    }

    @Test func sameSeedsMakeTheSameWorld() async throws {
        func text(_ seed: UInt64) async throws -> Data {
            let engine = DemoEngine(seed: seed)
            await engine.advance(by: .seconds(90))
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return try encoder.encode(
                await engine.call(WorkspaceRoutes.snapshot, demo.workspace) as WorkspaceSnapshot)
        }
        let first = try await text(7)
        #expect(try await text(7) == first)
        #expect(try await text(8) != first)
    }

    @Test func anotherWorkspaceIsEmptyAndAnUnknownOneMissing() async throws {
        let sandbox: WorkspaceSnapshot = try await demo.engine.call(
            WorkspaceRoutes.snapshot, ["workspace": "sandbox"])
        #expect(sandbox.jobs.isEmpty && sandbox.models.isEmpty && sandbox.endpoints.isEmpty)
        #expect(sandbox.workspaces.count == 2)
        let code = try await demo.code {
            _ = try await demo.engine.call(WorkspaceRoutes.snapshot, ["workspace": "sandbx"])
        }
        #expect(code == .notFound)
    }

    @Test func aRouteThatIsNotAnsweredIsNamed() async throws {
        do {
            _ = try await demo.engine.call(EngineRoutes.stop, [:], body: EngineStop(cancelJobs: false))
            Issue.record("the demonstration has no engine to stop")
        } catch let error as AtelierError {
            #expect(error.code == .unsupported)
            #expect(error.message.contains("POST /v1/engine/stop"))
        }
    }
}
