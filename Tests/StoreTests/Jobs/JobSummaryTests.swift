import Domain
import Foundation
import Store
import Testing

@Suite struct JobSummaryTests {
    private let workspace = StoreFixture.workspace

    @Test func aSummaryHasWhatTheJobHas() async throws {
        let fixture = try await StoreFixture()
        var job = StoreFixture.job("a", tags: ["team": "blue", "note": "says \"hi\""])
        try await fixture.add(job)
        job.status = .failed
        job.reason = "exit code 3"
        job.exitCode = 3
        job.node = "cpu-0"
        job.startedAt = Date(timeIntervalSince1970: 1_750_000_001)
        job.endedAt = Date(timeIntervalSince1970: 1_750_000_002.5)
        job.displayName = "Other"
        let changed = job
        let isWritten = try await fixture.store.write { try $0.update(changed, ifStill: .queued) }
        #expect(isWritten)
        let summaries = try await fixture.summaries()
        #expect(
            summaries == [
                JobSummary(
                    name: "a", displayName: "Other", experiment: "iris", status: .failed, reason: "exit code 3",
                    exitCode: 3, compute: "local", node: "cpu-0", createdAt: job.creation.createdAt, createdBy: "ann",
                    startedAt: job.startedAt, endedAt: job.endedAt, tags: job.spec.tags)
            ])
    }

    @Test func pagesGoOnWhereTheLastEnded() async throws {
        let fixture = try await StoreFixture()
        for index in 0..<10 { try await fixture.add(StoreFixture.job(JobName("j\(index)"), status: .completed)) }
        var hidden = StoreFixture.job("hidden", status: .completed)
        hidden.isArchived = true
        try await fixture.add(hidden)
        var names: [JobName] = []
        var filter = JobSummaryFilter(limit: 4)
        while case let page = try await fixture.summaries(filter), let last = page.last {
            names += page.map(\.name)
            filter.before = last.name
        }
        #expect(names.map(\.rawValue) == (0..<10).reversed().map { "j\($0)" })
        #expect(try await fixture.summaries(JobSummaryFilter(archived: .only)).map(\.name) == ["hidden"])
        #expect(try await fixture.summaries(JobSummaryFilter(names: ["j3", "j7", "x"])).map(\.name) == ["j7", "j3"])
        #expect(try await fixture.store.read { try $0.listedJobCount(in: StoreFixture.workspace) } == 10)
        await #expect(throws: AtelierError.self) { try await fixture.summaries(JobSummaryFilter(before: "gone")) }
    }

    @Test func theQueueIsCountedForEachCompute() async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a", compute: "cpu"))
        try await fixture.add(StoreFixture.job("b", compute: "gpu"))
        try await fixture.add(StoreFixture.job("c", status: .running, compute: "cpu"))
        try await fixture.add(StoreFixture.job("d", compute: "cpu"))
        let positions = try await fixture.summaries().map { "\($0.name) \($0.queuePosition ?? 0)" }
        #expect(positions == ["d 2", "c 0", "b 1", "a 1"])
    }

    @Test func theMetricLoggedLastIsShown() async throws {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a"))
        #expect(try await fixture.lastMetric == nil)
        try await fixture.log([("zeta", 1, 0.5)], to: "a")
        try await fixture.log([("alpha", 1, 0.25)], to: "a")
        #expect(try await fixture.lastMetric == LatestMetric(key: "alpha", value: 0.25))
        try await fixture.log([("alpha", 2, 1), ("zeta", 2, .nan)], to: "a")
        #expect(try await fixture.lastMetric == LatestMetric(key: "zeta", value: nil))
        // A point of an earlier step came late: the series was logged to last, its latest value stays.
        try await fixture.log([("alpha", 0, 9)], to: "a")
        #expect(try await fixture.lastMetric == LatestMetric(key: "alpha", value: 1))
    }
}

extension StoreFixture {
    fileprivate func summaries(_ filter: JobSummaryFilter = JobSummaryFilter()) async throws -> [JobSummary] {
        let records = try await store.read { try $0.jobSummaries(in: Self.workspace, matching: filter) }
        if let error = records.unreadable.first { throw error }
        return records.values
    }

    fileprivate var lastMetric: LatestMetric? {
        get async throws { try await summaries().first?.lastMetric }
    }
}
