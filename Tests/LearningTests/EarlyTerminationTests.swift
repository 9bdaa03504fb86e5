import Testing

@testable import Learning

@Suite struct EarlyTerminationTests {
    private func series(_ values: [[Double]]) -> [EarlyTermination.Series] { values.map { EarlyTermination.Series($0) } }

    /// Azure's own example: the best is 0.8 at interval 10, and a slack of 0.2 leaves 0.8 / 1.2 = 0.66.
    @Test func aBanditLeavesAPartOfTheBest() {
        let policy = EarlyTermination(.banditFactor(0.2))
        let best = series([[0.7, 0.8]])
        #expect(policy.reasonToStop([0.5, 0.67], among: best, isMaximised: true) == nil)
        #expect(
            policy.reasonToStop([0.5, 0.66], among: best, isMaximised: true)
                == "its best at interval 2, 0.66, is below 0.6667, which is the slack from the best, 0.8")
        // Its own best counts, not its newest.
        #expect(policy.reasonToStop([0.7, 0.1], among: best, isMaximised: true) == nil)
        // What others have reached later is not held against it.
        #expect(policy.reasonToStop([0.5], among: series([[0.55, 0.99]]), isMaximised: true) == nil)
    }

    @Test func aBanditKnowsLossesAndNegativeScores() {
        let loss = EarlyTermination(.banditFactor(0.5))
        #expect(loss.reasonToStop([1.4], among: series([[1]]), isMaximised: false) == nil)
        #expect(
            loss.reasonToStop([1.6], among: series([[1]]), isMaximised: false)
                == "its best at interval 1, 1.6, is above 1.5, which is the slack from the best, 1")
        let amount = EarlyTermination(.banditAmount(0.1))
        #expect(amount.reasonToStop([0.75], among: series([[0.8]]), isMaximised: true) == nil)
        #expect(amount.reasonToStop([0.65], among: series([[0.8]]), isMaximised: true) != nil)
        // The best itself goes on.
        #expect(loss.reasonToStop([-2], among: series([[-2], [-5]]), isMaximised: true) == nil)
        #expect(loss.reasonToStop([-5], among: series([[-2], [-5]]), isMaximised: true) != nil)
        // What is no number is worst.
        #expect(amount.reasonToStop([.nan], among: series([[0.8]]), isMaximised: true) != nil)
    }

    @Test func judgesOnlyAtItsIntervalsAndNotTooEarly() {
        let policy = EarlyTermination(.banditAmount(0), interval: 2, delay: 4)
        let best = series([[1, 1, 1, 1, 1, 1]])
        let stops = (1...6).map { policy.reasonToStop([Double](repeating: 0, count: $0), among: best, isMaximised: true) != nil }
        #expect(stops == [false, false, false, true, false, true])
        #expect(policy.reasonToStop([], among: best, isMaximised: true) == nil)
    }

    @Test func theMedianIsThatOfTheMeansSoFar() {
        let policy = EarlyTermination(.medianStopping)
        // Their means over two intervals are 0.5, 0.6 and 0.7; the fourth has not come so far.
        let others = series([[0.4, 0.6, 0.9], [0.6, 0.6], [0.6, 0.8], [0.9]])
        #expect(policy.reasonToStop([0.2, 0.56], among: others, isMaximised: true) == nil)
        #expect(
            policy.reasonToStop([0.2, 0.54], among: others, isMaximised: true)
                == "its best at interval 2, 0.54, is below 0.55, the median of 4 trials' means")
        #expect(policy.reasonToStop([0.2], among: [], isMaximised: true) == nil)
    }

    @Test func truncationTakesTheWorstOfThoseThatRun() {
        let policy = EarlyTermination(.truncationSelection(percentage: 20))
        let others = series([[0.5], [0.6], [0.7], [0.8]])
        #expect(
            policy.reasonToStop([0.4], among: others, isMaximised: true)
                == "its value at interval 1, 0.4, is among the worst 1 of 5 trials")
        #expect(policy.reasonToStop([0.55], among: others, isMaximised: true) == nil)
        #expect(policy.reasonToStop([0.5, 0.4], among: others, isMaximised: true) == nil)
        // Four that run are too few for a fifth of them.
        let finished = others.dropLast() + [EarlyTermination.Series([0.8], isFinished: true)]
        #expect(policy.reasonToStop([0.4], among: Array(finished), isMaximised: true) == nil)
        #expect(policy.reasonToStop([0.9], among: others, isMaximised: false) != nil)
    }
}
