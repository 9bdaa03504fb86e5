import Foundation
import Synchronization
import Testing

@testable import Learning

@Suite struct TrialTests {
    /// Two clouds, a text that tells a little, and gaps.
    static func twoClasses(rows: Int = 60) -> Table {
        var generator = SeededGenerator(seed: 4)
        func noise() -> Double { Double.random(in: -1...1, using: &generator) }
        let classes = (0..<rows).map { $0 % 2 }
        return Table(
            names: ["a", "b", "city", "bought"],
            columns: [
                .numbers(classes.map { Double($0) + noise() }),
                .numbers(classes.enumerated().map { $0.offset % 9 == 0 ? .nan : Double($0.element) * 3 + 2 * noise() }),
                .texts(TextColumn(classes.map { $0 == 1 && noise() > 0 ? "Rome" : "Bern" })),
                .texts(TextColumn(classes.map { $0 == 1 ? "yes" : "no" })),
            ])
    }

    static func numbers(rows: Int = 80) -> Table {
        var generator = SeededGenerator(seed: 8)
        func numbers() -> [Double] { (0..<rows).map { _ in Double.random(in: -1...1, using: &generator) } }
        let (a, b) = (numbers(), numbers())
        let y = (0..<rows).map { 1000 + 30 * a[$0] + (b[$0] > 0 ? 20 : 0) + Double.random(in: -1...1, using: &generator) }
        return Table(names: ["a", "b", "y"], columns: [.numbers(a), .numbers(b), .numbers(y)])
    }

    static func classification(_ rows: Int = 60, folds: Int = 4) throws -> TrainingSet {
        try TrainingSet(
            twoClasses(rows: rows),
            AutoMLProblem(
                .classification, target: "bought", metric: .weightedAUC, positiveLabel: "yes", validation: .folds(folds), seed: 2))
    }

    static func regression() throws -> TrainingSet {
        try TrainingSet(numbers(), AutoMLProblem(.regression, target: "y", metric: .r2, validation: .folds(4), seed: 2))
    }

    @Test(arguments: [
        Recipe(.logisticRegression, ["C": 1], isScaled: true), Recipe(.logisticRegression, ["C": 1, "l1_ratio": 1], isScaled: true),
        Recipe(.knn, ["n_neighbors": 5, "weights": 1], isScaled: true), Recipe(.bernoulliNaiveBayes, isScaled: true),
        Recipe(.multinomialNaiveBayes), Recipe(.decisionTree), Recipe(.randomForest, ["n_estimators": 3]),
        Recipe(.gradientBoosting, ["n_estimators": 10]), Recipe(.xgBoostClassifier, ["n_estimators": 40, "learning_rate": 0.3]),
    ])
    func everyClassifierIsScoredAndFitted(recipe: Recipe) throws {
        let set = try Self.classification()
        let outcome = try Trial(set, trees: StumpLearner()).run(recipe)
        #expect(try #require(outcome.score(.weightedAUC)) > 0.75, "\(recipe.algorithm)")
        #expect(outcome.scores["recall_score_binary"] != nil && outcome.scores.count == 26)
        #expect(outcome.foldScores.count == 4 && Set(outcome.heldOut.rows) == Set(0..<60) && outcome.heldOut.answers.columns == 2)
        // The model answers the whole table as it comes.
        let answers = try outcome.model.predict(Self.twoClasses())
        #expect(answers.rows == 60 && answers.columns == 2)
        #expect(try #require(set.scores(Array(0..<60), answers)["accuracy"]) > 0.7)
        #expect(try JSONDecoder().decode(TrialOutcome.self, from: JSONEncoder().encode(outcome)) == outcome)
    }

    @Test(arguments: [
        Recipe(.elasticNet, ["alpha": 0.001, "l1_ratio": 0.5], isScaled: true), Recipe(.lassoLars, ["alpha": 0.001], isScaled: true),
        Recipe(.knn, ["n_neighbors": 3], isScaled: true), Recipe(.xgBoostRegressor, ["n_estimators": 60, "learning_rate": 0.3]),
    ])
    func everyRegressorIsScoredAndFitted(recipe: Recipe) throws {
        let outcome = try Trial(Self.regression(), trees: StumpLearner()).run(recipe)
        #expect(try #require(outcome.score(.r2)) > 0.7, "\(recipe.algorithm)")
        #expect(outcome.scores.count == 12)
        let answers = try outcome.model.predict(Self.numbers()).values
        #expect(answers.allSatisfy { $0 > 940 && $0 < 1060 })
    }

    /// The primary score is the mean over the folds, and folds side by side score as folds one by one.
    @Test func foldsAreScoredOneByOneWhateverTheirOrder() throws {
        let set = try Self.classification()
        let recipe = Recipe(.logisticRegression, ["C": 1], isScaled: true)
        let said = Mutex<[String]>([])
        let one = try Trial(set, trees: nil).run(recipe, progress: { step in said.withLock { $0.append(step.description) } })
        let backwards = try Trial(set, trees: nil, parallel: { count, body in (0..<count).reversed().forEach(body) }).run(recipe)
        #expect(one == backwards)
        let scores = one.foldScores.compactMap(\.self)
        #expect(abs(try #require(one.score(.weightedAUC)) - scores.reduce(0, +) / 4) < 1e-12)
        #expect(said.withLock { $0 } == scores.enumerated().map { "fold \($0.offset + 1) of 4: \($0.element.brief)" })
    }

    @Test func roundsAreTheMeanOfWhereTheFoldsStopped() throws {
        let recipe = Recipe(.xgBoostClassifier, ["n_estimators": 120, "learning_rate": 0.5])
        let outcome = try Trial(Self.classification(), trees: StumpLearner()).run(recipe)
        let rounds = try #require(outcome.rounds)
        #expect(rounds < 120)
        guard case .pipeline(_, .trees(let forest)) = outcome.model else { return #expect(Bool(false)) }
        #expect(forest.trees.count == rounds)
    }

    @Test func stopsBetweenFoldsAndBetweenRounds() throws {
        let asked = Mutex(0)
        let trial = try Trial(Self.classification(), trees: StumpLearner())
        #expect(throws: CancellationError.self) {
            try trial.run(Recipe(.logisticRegression, isScaled: true), isCancelled: { asked.withLock { $0 += 1; return $0 > 2 } })
        }
        asked.withLock { $0 = 0 }
        #expect(throws: CancellationError.self) {
            try trial.run(Recipe(.gradientBoosting), isCancelled: { asked.withLock { $0 += 1; return $0 > 5 } })
        }
        #expect(asked.withLock { $0 } == 6)
    }

    @Test func saysWhyARecipeCannotBeTrained() throws {
        let trial = try Trial(Self.classification(), trees: nil)
        let trees = #expect(throws: TrialFault.self) { try trial.run(Recipe(.randomForest)) }
        #expect(trees?.message == "RandomForest needs XGBoost, which is not installed here: install it, or block the algorithm")
        #expect(throws: TrialFault("ElasticNet cannot be trained for a classification")) { try trial.run(Recipe(.elasticNet)) }
    }

    /// Heavy rows of one class draw the answers to it.
    @Test func weightsReachTheEstimators() throws {
        let plain = Self.twoClasses()
        let heavy = Table(names: plain.names + ["w"], columns: plain.columns + [.numbers((0..<60).map { $0 % 2 == 0 ? 1 : 50 })])
        var problem = AutoMLProblem(.classification, target: "bought", metric: .accuracy, validation: .folds(3))
        problem.weightColumn = "w"
        let recipe = Recipe(.logisticRegression, ["C": 0.1], isScaled: true)
        let weighed = try Trial(TrainingSet(heavy, problem), trees: nil).run(recipe).heldOut.answers
        problem.weightColumn = nil
        let even = try Trial(TrainingSet(plain, problem), trees: nil).run(recipe).heldOut.answers
        let sums = [weighed, even].map { answers in (0..<60).reduce(0) { $0 + answers[$1, 1] } }
        #expect(sums[0] > sums[1] + 5)
    }
}
