import Domain
import Foundation
import Testing

@testable import Store

/// Rows that go and come back without anybody understanding them.
@Suite struct TrashTests {
    private static let experiment: ExperimentID = "1"

    private func fixture() async throws -> StoreFixture {
        let fixture = try await StoreFixture()
        try await fixture.add(StoreFixture.job("a", status: .completed, tags: ["k": "v"]))
        try await fixture.add(StoreFixture.job("b", status: .completed))
        try await fixture.log([("loss", 1, 0.5), ("loss", 2, 0.25), ("bad", 1, .nan)], to: "a")
        return fixture
    }

    /// Deletes job `a` as event 7.
    private func discard(_ fixture: StoreFixture) async throws {
        try await fixture.store.write { transaction in
            let rows = try transaction.deleteJob("a")
            try transaction.keep(TrashItem(
                event: 7, resource: ResourceReference(kind: "job", name: "a", workspace: StoreFixture.workspace),
                workspace: StoreFixture.workspace, expiresAt: Date(timeIntervalSince1970: 1000),
                removal: Removal(rows, runs: try [transaction.hideRun(of: "a")].compactMap(\.self)), folder: "f", places: ["jobs/a"]))
        }
    }

    private func bringBack(_ fixture: StoreFixture) async throws {
        try await fixture.store.write { transaction in
            let item = try #require(try transaction.trashItem(7))
            try transaction.bringBack(item, at: Date(timeIntervalSince1970: 0))
        }
    }

    private struct Seen: Equatable {
        var jobs: [JobName] = []
        var runs: [String] = []
        var metrics: [String: Double] = [:]
        var chart: [Int64] = []
        var tags: [String: String]?
    }

    private func seen(_ fixture: StoreFixture) async throws -> Seen {
        try await fixture.store.read { reader in
            let experiment = try #require(try reader.experiment(named: "iris", in: StoreFixture.workspace)).id
            let runs = try reader.searchRuns(
                in: [experiment], workspace: StoreFixture.workspace, view: .all,
                filter: try SearchParser(.runs).filter(nil), order: [], limit: 10, after: nil)
            return Seen(
                jobs: try reader.jobs(in: StoreFixture.workspace, matching: JobFilter()).values.map(\.name),
                runs: runs.elements.map(\.info.id.rawValue).sorted(), metrics: try reader.latestMetrics(of: "a"),
                chart: try reader.seriesHeads(ofRun: "a").flatMap { try reader.chart(of: $0, limit: 10) }.map(\.step),
                tags: try reader.job(named: "a", in: StoreFixture.workspace)?.spec.tags)
        }
    }

    @Test func aJobComesBackInItsPlaceWithItsRun() async throws {
        let fixture = try await fixture()
        let before = try await seen(fixture)
        #expect(before.jobs == ["b", "a"] && before.runs == ["a", "b"] && before.metrics == ["loss": 0.25])
        #expect(before.chart.count >= 2)
        try await discard(fixture)
        #expect(try await seen(fixture) == Seen(jobs: ["b"], runs: ["b"]))
        let experiments = try await fixture.store.read {
            try $0.searchExperiments(
                in: StoreFixture.workspace, view: .all, filter: SearchParser(.experiments).filter(nil), order: [],
                limit: 10, after: nil
            ).elements.map(\.name)
        }
        #expect(!experiments.contains("trash"))
        try await bringBack(fixture)
        #expect(try await seen(fixture) == before)
        #expect(try await fixture.store.read { try $0.trash().values.isEmpty })
    }

    @Test func anExperimentThatWasDeletedComesBackWithTheRun() async throws {
        let fixture = try await fixture()
        try await discard(fixture)
        try await fixture.store.write { transaction in
            let experiment = try #require(try transaction.experiment(named: "iris", in: StoreFixture.workspace))
            try transaction.setStage(.deleted, of: experiment, at: 0)
        }
        try await bringBack(fixture)
        let (stage, run) = try await fixture.store.read {
            (try $0.experiment(named: "iris", in: StoreFixture.workspace)?.stage, try $0.runInfo("a")?.stage)
        }
        #expect(stage == .active && run == .active)
    }

    @Test func aNameThatWasTakenIsAConflictAndNothingMoves() async throws {
        let fixture = try await fixture()
        try await discard(fixture)
        try await fixture.add(StoreFixture.job("a", tags: ["new": "one"]))
        let error = await #expect(throws: AtelierError.self) { try await bringBack(fixture) }
        #expect(error?.code == .conflict)
        #expect(error?.message == "job a cannot come back: another job has its name by now")
        let after = try await seen(fixture)
        #expect(after.tags == ["new": "one"] && after.metrics.isEmpty)
        #expect(try await fixture.store.read { try $0.trashItem(7) } != nil)
    }

    /// Numbers of series are given again: what was logged to a forgotten run must not show up.
    @Test(arguments: [false, true]) func whatIsForgottenLeavesNoPoint(withItsWorkspace: Bool) async throws {
        let fixture = try await fixture()
        try await discard(fixture)
        try await fixture.store.write { transaction in
            if withItsWorkspace {
                let workspace = try transaction.workspace(named: StoreFixture.workspace)
                try transaction.deleteWorkspace(named: StoreFixture.workspace)
                if let workspace { try transaction.save(workspace) }
            } else {
                try transaction.forget(try #require(try transaction.trashItem(7)))
            }
        }
        #expect(try await fixture.store.read { try $0.trash().values.isEmpty })
        try await fixture.add(StoreFixture.job("c"))
        try await fixture.log([("m", 9, 9), ("n", 9, 9)], to: "c")
        let steps = try await fixture.store.read { reader in
            try reader.seriesHeads(ofRun: "c").flatMap { try reader.chart(of: $0, limit: 10) }.map(\.step)
        }
        #expect(steps == [9, 9])
    }

    @Test func whatExpiredIsFoundByTime() async throws {
        let fixture = try await fixture()
        try await discard(fixture)
        for (time, events) in [(999.0, []), (1000, [Int64(7)])] {
            let found = try await fixture.store.read {
                try $0.trash(expiredAt: Date(timeIntervalSince1970: time)).values.map(\.event)
            }
            #expect(found == events)
        }
    }
}
