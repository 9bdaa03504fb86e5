import Domain
import Foundation
import Runtimes
import Store
import Testing

@testable import Engine

@Suite struct SweepSearchTests {
    @Test func aGridIsTriedWholeAndTheBestTrialsOutputsAreTheSweeps() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit()
        var commands: [String] = []
        for number in 0..<6 {
            let plan = try #require(await fixture.next())
            commands.append(plan.command.components(separatedBy: " --out").first ?? "")
            #expect(plan.environment["DEPTH"] == plan.command.split(separator: " ").dropFirst(4).first.map(String.init))
            try await fixture.end(plan.attempt, auc: number == 3 ? 0.9 : 0.5 + Double(number) / 100)
        }
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .completed && job.node == nil && job.attempt == 1)
        #expect(Set(commands).count == 6 && commands.contains("train --rate 0.1 --depth deep"))
        let progress = try await fixture.progress()
        #expect(progress.trials.map(\.number) == [0, 1, 2, 3, 4, 5])
        let best = try #require(progress.trials.first { $0.score == 0.9 })
        #expect(progress.best == best.job)
        #expect(job.spec.properties["best_child_run_id"] == best.job.rawValue && job.spec.properties["score"] == "0.9")
        let trial = try await fixture.scripted.show(best.job)
        #expect(trial.spec.parentJobName == "fox" && trial.experiment == "sweeps")
        #expect(job.spec.work.outputs["model"]?.location == trial.spec.work.outputs["model"]?.location)
        #expect(trial.spec.work.outputs["model"]?.location != nil)
        #expect(fixture.text(ofLog: "fox").contains("auc 0.9"))
        #expect(fixture.text(ofLog: "fox").contains("best: \(best.job)"))
        // The sweep's own run has the best score by the number of trials that had ended.
        let curve = try await fixture.engine.context.store.read {
            try $0.history(of: "auc", run: RunID("fox"), after: nil, limit: 100).elements
        }
        #expect(curve.count == 6 && curve.last?.value == 0.9)
    }

    @Test func noMoreTrialsRunAtOnceThanAllowed() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit()
        let first = try #require(await fixture.next())
        _ = try #require(await fixture.next())
        #expect(try await fixture.progress().trials.count == 2)
        try await fixture.end(first.attempt, auc: 0.5)
        _ = try #require(await fixture.next())
        #expect(try await fixture.progress().trials.count { !$0.status.isFinal } == 2)
    }

    @Test func aCancelEndsTheTrialsThenTheSweep() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit()
        let plans = [try #require(await fixture.next()), try #require(await fixture.next())]
        for plan in plans {
            try await fixture.engine.event("job.running", of: String(plan.attempt.prefix { $0 != "." }))
        }
        try await fixture.scripted.desk.cancel("fox", in: fixture.workspace, by: "bert")
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .canceled && job.reason == "canceled by bert")
        let trials = try await fixture.progress().trials
        #expect(trials.count == 2 && trials.allSatisfy { $0.status == .canceled })
    }

    @Test func aNewEngineGoesOnWhereTheLastOneWas() async throws {
        let engine = try EngineFixture()
        let before = try await SweepFixture(engine)
        try await before.scripted.desk.start()
        _ = try await before.submit()
        let first = try #require(await before.next())
        try await before.end(first.attempt, auc: 0.7)
        let second = try #require(await before.next())
        let third = try #require(await before.next())
        try await engine.event("job.running", of: String(second.attempt.prefix { $0 != "." }))
        try await engine.event("job.running", of: String(third.attempt.prefix { $0 != "." }))
        try await before.scripted.desk.stop(cancelJobs: false)

        let after = try await SweepFixture(engine)
        after.scripted.runtime.script(.exited(.code(0)), for: second.attempt)
        let running = ScriptedJob(attempt: third.attempt)
        after.scripted.runtime.script(.running(running), for: third.attempt)
        try await after.log(0.8, to: second.attempt)
        try await after.scripted.desk.start()
        running.end(.exited(.code(0)))
        for _ in 3..<6 {
            let plan = try #require(await after.next())
            try await after.end(plan.attempt, auc: 0.1)
        }
        let job = try await after.scripted.end(of: "fox")
        let progress = try await after.progress()
        #expect(job.status == .completed && progress.trials.count == 6)
        #expect(Set(progress.trials.map(\.parameters)).count == 6)
        #expect(progress.best?.rawValue == String(second.attempt.prefix { $0 != "." }))
    }

    @Test func aSweepWithoutAScoreFailsAndSaysWhy() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit(limits: SweepLimits(maxTotalTrials: 2, maxConcurrentTrials: 1))
        try await fixture.end(try #require(await fixture.next()).attempt, auc: nil)
        try await fixture.end(try #require(await fixture.next()).attempt, auc: nil)
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .failed)
        #expect(job.reason == "none of the 2 completed trials logged the metric 'auc'")
    }

    @Test func failedTrialsAreNotTheBest() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit(limits: SweepLimits(maxTotalTrials: 2, maxConcurrentTrials: 1))
        try await fixture.end(try #require(await fixture.next()).attempt, auc: 0.99, code: 1)
        try await fixture.end(try #require(await fixture.next()).attempt, auc: 0.5)
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .completed && job.spec.properties["score"] == "0.5")
    }

    @Test func theTimeLimitEndsWhatRunsAndKeepsWhatCompleted() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit(limits: SweepLimits(maxTotalTrials: 6, maxConcurrentTrials: 1, timeout: 60))
        try await fixture.end(try #require(await fixture.next()).attempt, auc: 0.5)
        let second = try #require(await fixture.next())
        try await fixture.engine.event("job.running", of: String(second.attempt.prefix { $0 != "." }))
        fixture.engine.clock.advance(by: 61)
        let job = try await fixture.scripted.end(of: "fox")
        #expect(job.status == .completed && job.spec.properties["score"] == "0.5")
        let trials = try await fixture.progress().trials
        #expect(trials.map(\.status) == [.completed, .canceled])
        #expect(trials.last?.reason == "canceled by its search: the search's time is up")
    }

    @Test func aBanditEndsATrialThatFallsBehind() async throws {
        let fixture = try await SweepFixture()
        try await fixture.scripted.desk.start()
        _ = try await fixture.submit(
            limits: SweepLimits(maxTotalTrials: 2, maxConcurrentTrials: 2),
            termination: EarlyTermination(policy: .banditAmount(0.1)))
        let (good, bad) = (try #require(await fixture.next()), try #require(await fixture.next()))
        for plan in [good, bad] {
            try await fixture.engine.event("job.running", of: String(plan.attempt.prefix { $0 != "." }))
        }
        try await fixture.log(0.8, step: 1, to: good.attempt)
        try await fixture.log(0.5, step: 1, to: bad.attempt)
        let ended = try await fixture.scripted.end(of: JobName(String(bad.attempt.prefix { $0 != "." })))
        #expect(ended.status == .canceled && ended.reason?.hasPrefix("canceled by its search: its best at interval 1, 0.5") == true)
        try await fixture.end(good.attempt, auc: nil)
        #expect(try await fixture.scripted.end(of: "fox").status == .completed)
    }
}
