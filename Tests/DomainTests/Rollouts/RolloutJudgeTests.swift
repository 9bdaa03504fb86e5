import Domain
import Foundation
import Testing

/// One limit at a time.
@Suite struct RolloutJudgeTests {
    private static let live = RolloutStep(.live, 5, minSamples: 100, minTime: 15, maxTime: 60)
    private static let mirror = RolloutStep(.mirror, 10, minSamples: 100, minTime: 15, maxTime: 60)

    private func window(
        _ candidate: Int, of all: Int = 1000, errors: Int = 0, baseErrors: Int = 0, milliseconds: Double = 5
    ) -> RolloutWindow {
        var window = RolloutWindow(seconds: 5)
        window.candidate.answered = candidate
        window.candidate.errors = errors
        window.baseline.answered = all - candidate
        window.baseline.errors = baseErrors
        for _ in 0..<candidate { window.candidate.latencies.record(microseconds: Int64(milliseconds * 1000)) }
        for _ in 0..<100 { window.baseline.latencies.record(microseconds: 5000) }
        return window
    }

    private func verdict(
        _ windows: [RolloutWindow], _ step: RolloutStep = live, _ spec: RolloutSpec = RolloutSpec()
    ) -> RolloutVerdict {
        var judge = RolloutJudge(spec, step: step)
        for window in windows.dropLast() {
            judge.take(window)
            if judge.verdict().decision == .rollback { break }
        }
        if let last = windows.last { judge.take(last) }
        return judge.verdict()
    }

    @Test func enoughGoodAnswersAndTimeGoOn() {
        #expect(verdict(Array(repeating: window(50), count: 2)).decision == .wait, "too early")
        let verdict = verdict(Array(repeating: window(50), count: 3))
        #expect(verdict.decision == .advance)
        #expect(verdict.reason == "nothing speaks against it: 150 samples, 0 % failed, p99 5.12 ms beside 5.12 ms")
        #expect(verdict.evidence.samples == 150)
    }

    @Test func failuresGoBackAtOnceWhenChanceDoesNotExplainThem() {
        let bad = verdict([window(50, errors: 10)])
        #expect(bad.decision == .rollback)
        #expect(bad.reason.hasPrefix("20 % of its answers failed, 0 % of the other's (p < 0.0001"))
        #expect(verdict([window(50, errors: 1, baseErrors: 19)]).decision == .wait, "as many as the other's")
        #expect(verdict([window(50, errors: 1)]).decision == .wait, "one is chance")
    }

    @Test func aDifferenceBelowTheLimitIsNoReason() {
        // 1.4 % against 1 %: proved by numbers, but not more than half a point.
        let same = window(5000, of: 50_000, errors: 70, baseErrors: 450)
        #expect(verdict(Array(repeating: same, count: 3)).decision == .advance)
    }

    @Test func moreRefusalsThanTheOthersGoBackOnlyWhereSomebodyIsRefused() {
        var full = window(50)
        full.candidate.refused = 50
        #expect(verdict([full]).decision == .rollback)
        #expect(verdict([full]).reason.hasPrefix("it turned away 50 % of the requests, the other 0 %"))
        full.comparisons[.same] = 50
        #expect(verdict([full], Self.mirror).decision == .wait, "copies that find no room are dropped")
        var schema = window(50)
        schema.candidate.rejected = 50
        #expect(verdict([schema], Self.mirror).decision == .rollback)
    }

    @Test func slownessMustLast() {
        let slow = window(50, milliseconds: 20)
        #expect(verdict([slow, slow]).decision == .wait)
        #expect(verdict([slow, window(50), slow, window(50), window(50), window(50)]).decision == .advance)
        let bad = verdict([slow, slow, slow])
        #expect(bad.decision == .rollback)
        #expect(bad.reason == "its 99th percentile was 20.48 ms, more than 10 ms, in 3 windows in a row")
        #expect(verdict(Array(repeating: window(50, milliseconds: 9), count: 3)).decision == .advance, "within the budget")
    }

    @Test func aCrashGoesBackAtOnceUnlessTheOtherCrashesAsWell() {
        var crash = window(50)
        crash.candidate.crashes = 1
        #expect(verdict([crash]).decision == .rollback)
        #expect(verdict([crash]).reason.hasPrefix("a worker of it ended unasked"))
        crash.baseline.crashes = 20
        #expect(verdict([crash]).decision == .wait)
    }

    @Test func memoryThatKeepsGrowingGoesBack() {
        func held(_ sizes: [Int64]) -> [RolloutWindow] {
            sizes.map { size in
                var next = window(50)
                next.candidate.memory = ByteCount(size << 20)
                next.baseline.memory = ByteCount(200 << 20)
                return next
            }
        }
        let step = RolloutStep(.live, 5, minSamples: 100, minTime: 60, maxTime: 100)
        #expect(verdict(held([200, 240, 280, 320]), step).decision == .rollback)
        #expect(verdict(held([200, 320, 320, 320]), step).decision == .wait, "it loaded something")
        #expect(verdict(held([20, 30, 40, 50]), step).decision == .wait, "too little to matter")
    }

    @Test func otherClassesGoBack() {
        var other = window(50)
        other.comparisons[.differentClass] = 6
        other.comparisons[.same] = 44
        let bad = verdict([other], Self.mirror)
        #expect(bad.decision == .rollback)
        #expect(bad.reason == "12 % of 50 answers differ from the live ones (class 6), more than 2 %")
        var spec = RolloutSpec()
        spec.limits.comparison = .none
        #expect(verdict([other], Self.mirror, spec).decision == .wait)
    }

    @Test func otherScoresGoBack() {
        func scores(_ shift: Double) -> RolloutWindow {
            var next = window(50)
            next.comparisons[.score] = 50
            for index in 0..<60 {
                let score = Double(index) / 60
                next.scores.append(ScorePair(slot: 0, live: score, shadow: score + shift))
            }
            return next
        }
        #expect(verdict([scores(0.6)], Self.mirror).decision == .rollback)
        #expect(verdict([scores(0.6)], Self.mirror).reason.hasPrefix("its scores are distributed otherwise: PSI"))
        #expect(verdict(Array(repeating: scores(0.02), count: 3), Self.mirror).decision == .advance)
    }

    @Test func withoutTrafficItHoldsAndSaysWhatIsMissing() {
        let quiet = Array(repeating: window(0, of: 0), count: 12)
        let held = verdict(quiet)
        #expect(held.decision == .hold)
        #expect(held.reason == "nothing is proved after 60 s: 0 of 100 samples")
        var spec = RolloutSpec()
        spec.whenInconclusive = .rollback
        #expect(verdict(quiet, Self.live, spec).decision == .rollback)
    }

    @Test func constantScoresThatMoveAreSeen() {
        var drift = ScoreDrift()
        for _ in 0..<49 { drift.add(ScorePair(slot: 3, live: 1, shadow: 2)) }
        #expect(drift.index == nil, "too few")
        drift.add(ScorePair(slot: 3, live: 1, shadow: 2))
        #expect((drift.index ?? 0) > 1)
    }

    @Test func stepsMustLeadUpwards() {
        func problem(_ steps: [RolloutStep]) -> String? {
            do {
                try RolloutSpec(steps: steps).check()
                return nil
            } catch { return error.message }
        }
        #expect(problem(RolloutSpec.defaultSteps) == nil)
        #expect(problem([]) == "a rollout has 1 to 50 steps, not 0")
        #expect(problem([RolloutStep(.mirror, 60)])?.contains("weight of 1 to 50") == true)
        #expect(problem([RolloutStep(.live, 5), RolloutStep(.live, 5)])?.contains("step 2") == true)
        #expect(problem([RolloutStep(.live, 5), RolloutStep(.mirror, 10)])?.contains("comes too late") == true)
    }

    @Test func aRolloutIsReadAsItWasWritten() throws {
        var rollout = Rollout(
            deployment: "green", spec: RolloutSpec(stickyHeader: "x-user"), state: .running,
            trafficBefore: .all(to: "blue"), mirrorBefore: MirrorSplit(), startedAt: Date(timeIntervalSince1970: 1),
            startedBy: "ada")
        rollout.note(verdict(Array(repeating: window(50), count: 3)))
        let copy = try JSONDecoder().decode(Rollout.self, from: JSONEncoder().encode(rollout))
        #expect(copy == rollout)
        #expect(copy.stepText == "step 1 of 6 (mirror 10 %)")
    }
}
