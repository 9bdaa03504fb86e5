import Domain
import Foundation
import Store
import Testing

@Suite struct JobFilterTests {
    private let workspace = StoreFixture.workspace

    private func names(_ fixture: StoreFixture, _ filter: JobFilter) async throws -> [JobName] {
        try await fixture.store.read { try $0.jobs(in: StoreFixture.workspace, matching: filter) }.values.map(\.name)
    }

    @Test func jobsAreFoundByTagsAndParent() async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a", tags: ["team": "blue", "key \"x\".y": "1"]))
        try await fixture.add(StoreFixture.job("b", tags: ["team": "red"]))
        var child = StoreFixture.job("c", tags: ["team": "blue"])
        child.spec.parentJobName = "a"
        try await fixture.add(child)
        #expect(try await names(fixture, JobFilter(tags: ["team": "blue"])) == ["c", "a"])
        #expect(try await names(fixture, JobFilter(tags: ["team": "blue", "key \"x\".y": "1"])) == ["a"])
        #expect(try await names(fixture, JobFilter(tags: ["team": "Blue"])) == [])
        #expect(try await names(fixture, JobFilter(parent: "a")) == ["c"])
        #expect(try await names(fixture, JobFilter(parent: "b")) == [])
    }

    @Test func aSwapTakesTheRankAlong() async throws {
        let fixture = try await StoreFixture()
        for (name, tier) in [("a", JobTier.spot), ("b", .premium), ("c", .standard), ("d", .premium)] as [(JobName, JobTier)] {
            var job = StoreFixture.job(name)
            job.spec.queue = QueueSettings(tier: tier)
            try await fixture.add(job)
        }
        func queue() async throws -> [JobName] {
            try await fixture.store.read { try $0.queue(of: "local", in: StoreFixture.workspace).map(\.job) }
        }
        #expect(try await queue() == ["b", "d", "c", "a"])
        try await fixture.store.write { try $0.swapPlaces("a", "b") }
        #expect(try await queue() == ["a", "d", "c", "b"])
        let ranks = try await fixture.store.read { try $0.queueRanks() }
        #expect(ranks["a"] == QueueSettings(tier: .premium).rank && ranks["b"] == QueueSettings(tier: .spot).rank)
        let unfinished = try await fixture.store.read { try $0.unfinishedJobs().values.map(\.name) }
        #expect(unfinished == ["a", "d", "c", "b"])
    }

    @Test func aJobsRunMovesWithItToAnotherExperiment() async throws {
        let fixture = try await StoreFixture()
        var job = StoreFixture.job("a")
        try await fixture.add(job)
        job.experiment = "wine"
        let moved = job
        try await fixture.store.write { try $0.moveRun(of: moved, at: Date(timeIntervalSince1970: 5)) }
        let run = try #require(try await fixture.store.read { try $0.runInfo("a") })
        let experiment = try #require(try await fixture.store.read { try $0.experiment(named: "wine", in: StoreFixture.workspace) })
        #expect(run.experiment == experiment.id)
        #expect(run.artifactURI == "mlflow-artifacts:/\(experiment.id)/a/artifacts")
    }
}
