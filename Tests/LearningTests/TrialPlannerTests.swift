import Testing

@testable import Learning

@Suite struct TrialPlannerTests {
    private func set(_ algorithms: [Algorithm], _ metric: PrimaryMetric = .weightedAUC, seed: UInt64 = 2) throws -> TrainingSet {
        let problem = AutoMLProblem(
            .classification, target: "bought", metric: metric, algorithms: algorithms, validation: .folds(4), seed: seed)
        return try TrainingSet(TrialTests.twoClasses(), problem)
    }

    private func run(_ planner: TrialPlanner, _ count: Int, score: (Recipe) -> Double?) -> [TrialRecord] {
        var history: [TrialRecord] = []
        while history.count < count, let recipe = planner.next(history: history, running: []) {
            history.append(TrialRecord(recipe: recipe, score: score(recipe), seconds: 1))
        }
        return history
    }

    @Test func beginsWithWhatIsAllowedAndCanBeGrown() throws {
        let all = run(TrialPlanner(try set(Algorithm.allCases), hasTrees: true), 9) { _ in 0.5 }
        #expect(Set(all.map(\.recipe.algorithm)) == [
            .logisticRegression, .xgBoostClassifier, .knn, .randomForest, .multinomialNaiveBayes, .bernoulliNaiveBayes, .decisionTree,
            .gradientBoosting,
        ])
        #expect(all.prefix(3).map(\.recipe.algorithm) == [.logisticRegression, .xgBoostClassifier, .xgBoostClassifier])
        let some = run(TrialPlanner(try set([.randomForest, .knn, .votingEnsemble]), hasTrees: false), 20) { _ in 0.5 }
        #expect(Set(some.map(\.recipe.algorithm)) == [.knn] && some.count == 20)
        #expect(TrialPlanner(try set([.randomForest, .elasticNet]), hasTrees: false).next(history: [], running: []) == nil)
    }

    @Test func followsFromTheSeedAndNeverRepeats() throws {
        let score = { (recipe: Recipe) -> Double? in recipe["C", default: 0.3].remainder(dividingBy: 1) }
        let first = run(TrialPlanner(try set(Algorithm.allCases), hasTrees: true), 60, score: score)
        #expect(run(TrialPlanner(try set(Algorithm.allCases), hasTrees: true), 60, score: score) == first)
        #expect(run(TrialPlanner(try set(Algorithm.allCases, seed: 3), hasTrees: true), 60, score: score) != first)
        #expect(first.count == 60 && Set(first.map(\.recipe)).count == 60)
    }

    @Test func endsWhenNothingIsLeft() throws {
        let planner = TrialPlanner(try set([.knn]), hasTrees: false)
        // 15 counts of neighbours, two weights, scaled or not.
        #expect(run(planner, 500) { _ in 0.5 }.count == 60)
    }

    @Test func whatRunsIsNotTriedAgain() throws {
        let planner = TrialPlanner(try set(Algorithm.allCases), hasTrees: true)
        var running: [Recipe] = []
        for _ in 0..<40 {
            let recipe = try #require(planner.next(history: [], running: running))
            #expect(!running.contains(recipe))
            running.append(recipe)
        }
    }

    /// The best α is 0.2: what is searched comes near it, and the algorithm that promises nothing gets little of the time.
    @Test(arguments: [true, false])
    func searchesWhereItPays(isHigherBetter: Bool) throws {
        let metric: PrimaryMetric = isHigherBetter ? .r2 : .normalisedRootMeanSquaredError
        let problem = AutoMLProblem(.regression, target: "y", metric: metric, algorithms: [.elasticNet, .knn], validation: .folds(3))
        let planner = TrialPlanner(try TrainingSet(TrialTests.numbers(), problem), hasTrees: false)
        func score(_ recipe: Recipe) -> Double {
            guard recipe.algorithm == .elasticNet else { return 0.5 }
            var off = recipe["alpha", default: 1] / 0.2
            if off > 1 { off = 1 / off }
            return 0.6 + 0.4 * off
        }
        let history = run(planner, 60) { isHigherBetter ? score($0) : -score($0) }
        #expect((history.map { score($0.recipe) }.max() ?? 0) > 0.95)
        #expect(history.count { $0.recipe.algorithm == .elasticNet } > history.count { $0.recipe.algorithm == .knn })
    }

    @Test func failuresDoNotEndTheSearch() throws {
        let planner = TrialPlanner(try set([.logisticRegression, .bernoulliNaiveBayes]), hasTrees: false)
        let history = run(planner, 40) { $0.algorithm == .logisticRegression ? nil : 0.7 }
        #expect(history.count == 40)
        #expect(history.count { $0.recipe.algorithm == .bernoulliNaiveBayes } > 20)
    }

    @Test func everyRecipeOfASpaceIsAPointOfIt() throws {
        let others: [Algorithm] = [.votingEnsemble, .stackEnsemble]
        for algorithm in Algorithm.allCases where SeriesMethod(algorithm) == nil && !others.contains(algorithm) {
            let space = AlgorithmSpace(algorithm, rows: 500, hasTexts: true)
            #expect(space.space.flaw == nil)
            var generator = SeededGenerator(seed: 3)
            for _ in 0..<20 {
                let point = space.space.point(at: space.space.dimensions.map { _ in .random(in: 0..<1, using: &generator) })
                let recipe = space.recipe(at: point)
                #expect(space.recipe(at: space.point(of: recipe)) == recipe)
            }
        }
    }
}
