import Domain
import Foundation
import Runtimes
import Testing

@testable import Engine

/// A new engine goes on with a search where the last one was.
@Suite struct AutoMLRecoveryTests {
    private func work(_ fixture: AutoMLFixture) -> AutoMLWork {
        var work = fixture.classification()
        work.training.allowedAlgorithms = ["logistic_regression", "knn", "bernoulli_naive_bayes"]
        work.limits.maxTrials = 7
        return work
    }

    /// What trials were and what became of them.
    private func story(_ trials: [SearchTrial]) -> [String] {
        trials.map { trial in
            let parameters = trial.parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.compactText)" }
            return "\(trial.number) \(trial.algorithm ?? "?") \(parameters) \(trial.status) \(trial.score ?? -1)"
        }
    }

    @Test func finishedTrialsAreKeptAndInterruptedOnesStartAgain() async throws {
        let whole = try await AutoMLFixture()
        try await whole.desk.start()
        try whole.write(SampleTable.customers().text)
        #expect(try await whole.finished(work(whole)).status == .completed)

        let engine = try EngineFixture()
        let before = try await AutoMLFixture(engine)
        try await before.desk.start()
        try before.write(SampleTable.customers().text)
        let gate = try TrialGate(before.layout(of: "fox_2"))
        try await before.submit(work(before))
        try await engine.event("job.running", of: "fox_2")
        try await before.stop(opening: gate)
        #expect(try await before.scripted.show("fox").status == .running)
        #expect(try await before.scripted.show("fox_2").status == .running)
        let kept = try await before.trials()
        let written = try stamps(before, 0..<2)

        let after = try await AutoMLFixture(engine)
        try await after.desk.start()
        let job = try await after.scripted.end(of: "fox")
        #expect(job.status == .completed)
        let trials = try await after.trials()
        #expect(Array(trials.prefix(2)) == Array(kept.prefix(2)))
        #expect(try stamps(after, 0..<2) == written)
        var attempts: [Int] = []
        for trial in trials { attempts.append(try await after.scripted.show(trial.job).attempt) }
        #expect(attempts == [1, 1, 2, 1, 1, 1, 1])
        // Nothing is tried twice, and all is as if nothing had happened.
        #expect(Set(trials.map { "\($0.algorithm ?? "") \($0.parameters)" }).count == trials.count)
        #expect(story(trials) == story(try await whole.trials()))
        #expect(job.spec.properties["score"] == (try await whole.scripted.show("fox").spec.properties["score"]))
        #expect(try await after.busyNodes().isEmpty)
        #expect(after.log().components(separatedBy: "\ntrial 0  ").count == 2)
    }

    @Test func aTrialThatEndedBeforeItsEndWasWrittenIsNotTrainedAgain() async throws {
        let engine = try EngineFixture()
        let before = try await AutoMLFixture(engine)
        try await before.desk.start()
        try before.write(SampleTable.customers().text)
        let gate = try TrialGate(before.layout(of: "fox_1"))
        try await before.submit(work(before))
        try await engine.event("job.running", of: "fox_1")
        try await before.stop(opening: gate)
        // As an engine leaves it that ends between the trial's last file and the store.
        let record = ExitRecord(
            attempt: "fox_1.1", outcome: .exited(code: 0), started: engine.clock.now, ended: engine.clock.now)
        try record.write(to: before.layout(of: "fox_1"))

        let after = try await AutoMLFixture(engine)
        try await after.desk.start()
        #expect(try await after.scripted.end(of: "fox_1").attempt == 1)
        let job = try await after.scripted.end(of: "fox")
        #expect(job.status == .completed)
        // It has no score, for it was never trained; ensembles and the best are of others.
        let trials = try await after.trials()
        #expect(trials[1].status == .completed && trials[1].score == nil && trials.count == 7)
    }

    @Test func aSearchThatWasAskedToEndEndsUnderTheNewEngine() async throws {
        let engine = try EngineFixture()
        let before = try await AutoMLFixture(engine)
        try await before.desk.start()
        try before.write(SampleTable.customers().text)
        let gate = try TrialGate(before.layout(of: "fox_0"))
        try await before.submit(work(before))
        try await engine.event("job.running", of: "fox_0")
        try await before.stop(opening: gate)
        let ledger = JobLedger(context: engine.context, runs: before.runs)
        #expect(try await ledger.apply(.cancelRequested(by: "bert"), to: "fox")?.isChanged == true)

        let after = try await AutoMLFixture(engine)
        try await after.desk.start()
        #expect(try await after.scripted.end(of: "fox").status == .canceled)
        #expect(try await after.trials().map(\.status) == [.canceled])
        #expect(try await after.busyNodes().isEmpty)
    }

    @Test func aSearchWhoseDataIsGoneFailsAndSaysSo() async throws {
        let engine = try EngineFixture()
        let before = try await AutoMLFixture(engine)
        try await before.desk.start()
        let path = try before.write(SampleTable.customers().text)
        let gate = try TrialGate(before.layout(of: "fox_1"))
        try await before.submit(work(before))
        try await engine.event("job.running", of: "fox_1")
        try await before.stop(opening: gate)
        try FileManager.default.removeItem(atPath: path)

        let after = try await AutoMLFixture(engine)
        try await after.desk.start()
        let job = try await after.scripted.end(of: "fox")
        #expect(job.status == .failed && job.reason == "there is nothing at \(path); check the path of the data")
        // It is told to end, and cannot read its data either.
        #expect(try await after.scripted.end(of: "fox_1").status != .completed)
        #expect(try await after.trials().map(\.status).first == .completed)
        #expect(try await after.trials().count == 2)
    }

    private func stamps(_ fixture: AutoMLFixture, _ trials: Range<Int>) throws -> [Date] {
        try trials.map { number in
            let path = "\(fixture.layout(of: JobName("fox_\(number)")).root)/trial.json"
            return try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
        }
    }
}
