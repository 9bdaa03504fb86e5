import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

/// A search goes with its trials, and comes back with them.
@Suite struct SearchDeletionTests {
    /// A sweep of two trials that is over, and a job that only names it as its parent.
    private func fixture() async throws -> SweepFixture {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit(limits: SweepLimits(maxTotalTrials: 2, maxConcurrentTrials: 1))
        for auc in [0.5, 0.6] { try await fixture.end(try #require(await fixture.next()).attempt, auc: auc) }
        _ = try await fixture.scripted.end(of: "fox")
        let work = CommandWork(command: "report", environment: .inline(EnvironmentSpec()))
        _ = try await fixture.scripted.desk.submit(
            JobSpec(name: "report", parentJobName: "fox", work: .command(work)), in: fixture.workspace, by: "anna")
        fixture.scripted.runtime.job(try #require(await fixture.next()).attempt)?.end(.exited(.code(0)))
        _ = try await fixture.scripted.end(of: "report")
        return fixture
    }

    private func names(_ fixture: SweepFixture) async throws -> [JobName] {
        try await fixture.scripted.desk.summaries(in: fixture.workspace).map(\.name).sorted()
    }

    private func folders(_ fixture: SweepFixture) throws -> [String] {
        let jobs = "\(fixture.engine.context.home.workspace(fixture.workspace))/jobs"
        return try FileManager.default.contentsOfDirectory(atPath: jobs).sorted()
    }

    @Test func itsTrialsGoAndComeBackWithIt() async throws {
        let fixture = try await fixture()
        let (desk, workspace) = (fixture.scripted.desk, fixture.workspace)
        let (before, places) = (try await names(fixture), try folders(fixture))
        let trials = try await fixture.progress().trials
        #expect(before.count == 4 && places.count == 4 && trials.count == 2)

        try await desk.delete("fox", in: workspace, by: "anna")
        #expect(try await names(fixture) == ["report"])
        #expect(try folders(fixture) == ["report"])
        let deleted = try await fixture.engine.event("job.deleted", of: "fox")
        #expect(Set(deleted.trials) == Set(trials.map(\.job)))

        // What needs a trial is told which deletion took it.
        let trial = ResourceReference(kind: "job", name: trials[0].job.rawValue, workspace: workspace)
        let refusal = try await fixture.engine.context.store.read { try AtelierError.gone(trial, neededBy: "data iris:1", $0) }
        #expect(refusal.hint == "bring that back first: 'atelier undo --event \(deleted.sequence)'")

        _ = try await desk.undelete(deleted, in: workspace, by: "anna")
        #expect(try await names(fixture) == before)
        #expect(try folders(fixture) == places)
        let progress = try await fixture.progress()
        #expect(progress.trials == trials && progress.trials.map(\.score) == [0.5, 0.6])
        let back = try await fixture.engine.event("job.undeleted", of: "fox")
        #expect(Set(back.trials) == Set(trials.map(\.job)))
    }

    @Test func dataOfATrialKeepsTheSearch() async throws {
        let fixture = try await fixture()
        let (now, workspace) = (fixture.engine.clock.now, fixture.workspace)
        let trial = try #require(try await fixture.progress().trials.first).job
        try await fixture.engine.context.write { transaction in
            _ = try transaction.register("iris", version: nil, in: workspace) { version in
                DataAsset(
                    workspace: workspace, name: "iris", version: version, type: .uriFolder,
                    location: .jobOutput(trial, output: "model", path: ""), creation: CreationContext(at: now, by: "anna"))
            }
        }
        let error = await #expect(throws: AtelierError.self) {
            try await fixture.scripted.desk.delete("fox", in: workspace, by: "anna")
        }
        #expect(error?.message == "job '\(trial)' cannot be deleted: data iris:1 needs its files")
        #expect(error?.hint == "hide it instead: 'atelier job archive --name fox'")
        #expect(try await names(fixture).count == 4)
    }
}
