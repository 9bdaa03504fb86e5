import Domain
import FoundationEssentials
@testable import Studio
import Terminal
import Testing

/// Who stands before whom, and what a chart of scores reaches over.
struct SearchRankingTests {
    private func numbers(_ progress: SearchProgress) -> [Int] { progress.ranked.map(\.number) }

    @Test func theBestComesFirstWhicheverWayIsBetter() {
        let trials = [0.7, 0.9, 0.8].enumerated().map { SearchSample.trial($0.offset, score: $0.element) }
        #expect(numbers(SearchSample.progress(trials)) == [1, 2, 0])
        #expect(numbers(SearchSample.progress(trials, isHigherBetter: false)) == [0, 2, 1])
        #expect(SearchSample.progress(trials).bestTrial?.number == 1)
        #expect(SearchSample.progress(trials, best: 2).bestTrial?.number == 2, "the engine's word counts")
    }

    @Test func whatHasNoScoreComesLastAndWhatRunsFirstOfThat() {
        let progress = SearchSample.progress([
            SearchSample.trial(0, score: nil, .failed), SearchSample.trial(1, score: nil, .queued, to: nil),
            SearchSample.trial(2, score: .nan), SearchSample.trial(3, score: nil, .running, to: nil),
            SearchSample.trial(4, score: 0.1), SearchSample.trial(5, score: 0.1),
        ])
        #expect(numbers(progress) == [4, 5, 3, 1, 0, 2])
        #expect([progress.doneCount, progress.runningCount, progress.queuedCount] == [4, 1, 1])
        #expect(SearchSample.progress([SearchSample.trial(0, score: nil)]).bestTrial == nil)
    }

    @Test func whatEndedEarlyDoesNotStretchTheAxis() {
        let progress = SearchSample.progress([
            SearchSample.trial(0, score: 0.9), SearchSample.trial(1, score: 0.88), SearchSample.trial(2, score: 0.2, .canceled),
            SearchSample.trial(3, score: 0.1, .running, to: nil),
        ])
        #expect(progress.scoreRange == 0.88...0.9)
        let few = SearchSample.progress([SearchSample.trial(0, score: 0.9), SearchSample.trial(1, score: 0.2, .canceled)])
        #expect(few.scoreRange == 0.2...0.9)
        #expect(SearchSample.progress([]).scoreRange == nil)
    }

    @Test func aTrialIsToldByWhatItTries() {
        let trial = SearchSample.trial(
            3, score: nil, algorithm: "XGBoostClassifier", ["max_depth": 6, "eta": .double(0.0125), "booster": "dart", "wide": true])
        #expect(trial.shortText == "XGBoostClassifier booster=dart eta=0.0125 max_depth=6 wide=true")
        #expect(SearchSample.trial(1, score: nil).shortText == "")
        #expect(trial.duration(at: SearchSample.start) == 60)
    }

    @Test func stepsAreTakenWhereATrialWasBetter() {
        let progress = SearchSample.progress([
            SearchSample.trial(0, score: 0.7, to: 40), SearchSample.trial(1, score: 0.9, to: 30),
            SearchSample.trial(2, score: 0.8, from: 30, to: 90), SearchSample.trial(3, score: 0.95, from: 60, to: 120),
            SearchSample.trial(4, score: 0.99, .running, from: 90, to: nil),
        ])
        let now = SearchSample.start.addingTimeInterval(200)
        let byTrials = BestSoFar(progress, by: .trials, at: now)
        #expect(byTrials.points.map(\.x) == [1, 2, 3, 4, 5])
        #expect(byTrials.points.map(\.score) == [0.9, 0.7, 0.8, 0.95, 0.99])
        #expect(byTrials.points.map(\.isOver) == [true, true, true, true, false])
        #expect(byTrials.corners.map(\.x) == [1, 2, 3, 4, 4, 5])
        #expect(byTrials.corners.map(\.y) == [0.9, 0.9, 0.9, 0.9, 0.95, 0.95], "what runs is no step yet")
        #expect(BestSoFar(progress, by: .time, at: now).points.map(\.x) == [30, 40, 90, 120, 200])
        let lower = BestSoFar(SearchSample.progress(progress.trials, isHigherBetter: false), by: .trials, at: now)
        #expect(lower.corners.last?.y == 0.7)
    }
}
