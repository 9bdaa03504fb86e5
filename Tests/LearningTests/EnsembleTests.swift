import Testing

@testable import Learning

@Suite struct EnsembleTests {
    private func outcomes(_ set: TrainingSet, _ recipes: [Recipe]) throws -> [TrialOutcome] {
        let trial = Trial(set, trees: StumpLearner())
        return try recipes.map { try trial.run($0) }
    }

    @Test func mixesTheBestOfAClassification() throws {
        let set = try TrialTests.classification(120)
        let found = try outcomes(
            set,
            [
                Recipe(.logisticRegression, ["C": 1], isScaled: true), Recipe(.knn, ["n_neighbors": 7], isScaled: true),
                Recipe(.bernoulliNaiveBayes, isScaled: true), Recipe(.gradientBoosting, ["n_estimators": 10]),
            ])
        let best = try #require(found.compactMap { $0.score(.weightedAUC) }.max())
        let voting = try #require(try Ensembles(set).voting(found))
        #expect(voting.recipe == Recipe(.votingEnsemble))
        #expect(try #require(voting.score(.weightedAUC)) > best - 0.02)
        guard case .voting(let members, let weights) = voting.model else { return #expect(Bool(false)) }
        #expect(members.count == weights.count && abs(weights.reduce(0, +) - 1) < 1e-12 && weights.allSatisfy { $0 > 0 })
        #expect(voting.heldOut.answers.values.allSatisfy { $0 >= 0 && $0 <= 1 })
        let stacking = try #require(try Ensembles(set).stacking(found + [voting]))
        #expect(try #require(stacking.score(.weightedAUC)) > best - 0.03)
        let answers = try stacking.model.predict(TrialTests.twoClasses(rows: 120))
        #expect(try #require(set.scores(Array(0..<120), answers)["accuracy"]) > 0.75)
    }

    /// One answers a plane and the other a step: together they tell what neither does.
    @Test func mixesNumbersBetterThanEitherAlone() throws {
        let set = try TrialTests.regression()
        let found = try outcomes(
            set,
            [
                Recipe(.elasticNet, ["alpha": 0.001, "l1_ratio": 0.5], isScaled: true),
                Recipe(.gradientBoosting, ["n_estimators": 12, "learning_rate": 0.3]),
            ])
        let best = try #require(found.compactMap { $0.score(.r2) }.max())
        let voting = try #require(try Ensembles(set).voting(found)?.score(.r2))
        let stacking = try #require(try Ensembles(set).stacking(found)?.score(.r2))
        #expect(voting > best && stacking > best)
    }

    @Test func oneIsTooFewToMix() throws {
        let set = try TrialTests.classification()
        let found = try outcomes(set, [Recipe(.logisticRegression, isScaled: true)])
        #expect(try Ensembles(set).voting(found) == nil && Ensembles(set).stacking(found) == nil)
    }

    /// Where the members' answers are noise, what is found in them does not hold on other rows, and the score says so.
    @Test func scoresAreOfRowsThatTheWeightsWereNotFoundOn() throws {
        var generator = SeededGenerator(seed: 6)
        let rows = 200
        let noise = (0..<rows).map { _ in Double.random(in: 0...1, using: &generator) }
        let data = Table(names: ["x", "y"], columns: [.numbers((0..<rows).map { Double($0) }), .numbers(noise)])
        let set = try TrainingSet(data, AutoMLProblem(.regression, target: "y", metric: .r2, validation: .folds(5)))
        let model = LearnedModel.pipeline(
            FittedFeatures(sources: [], scaler: nil, names: []), .linear(LinearModel(weights: [], intercept: 0)))
        let members = (0..<12).map { _ in
            let answers = (0..<rows).map { _ in 0.5 + Double.random(in: -0.1...0.1, using: &generator) }
            let heldOut = TrialOutcome.HeldOut(
                rows: set.splits.flatMap(\.validation), splits: (0..<rows).map { $0 / 40 },
                answers: Matrix(rows: rows, columns: 1, values: answers))
            return TrialOutcome(
                recipe: Recipe(.elasticNet), scores: ["r2_score": 0], foldScores: [], heldOut: heldOut, model: model, rounds: nil)
        }
        #expect(try #require(try Ensembles(set).voting(members)?.score(.r2)) < 0.02)
        #expect(try #require(try Ensembles(set).stacking(members)?.score(.r2)) < 0.05)
    }

    /// The short way to a score is the one that all scores come from.
    @Test(arguments: PrimaryMetric.allCases)
    func aScoreAloneIsThatAmongAll(metric: PrimaryMetric) throws {
        let many = try Reference.named("many_classes")
        let numbers = try Reference.named("regression")
        if metric.tasks == [.classification] {
            for count in [2, 3] {
                let places = many.classes.indices.filter { many.classes[$0] < count }
                let classes = places.map { many.classes[$0] }
                let answers = GaussianNaiveBayes().fit(many.features.selecting(places), classes, classCount: count)
                    .probabilities(many.features.selecting(places.map { ($0 + 20) % 150 }))
                let all = ClassificationScores(classes, probabilities: answers).byName
                #expect(abs(metric.score(classes.map { Double($0) }, answers, range: nil) - (all[metric.rawValue] ?? .nan)) < 1e-12)
            }
        } else {
            let answers = Ridge().fit(numbers.features, numbers.data.targets).predict(numbers.features)
            let all = RegressionScores(numbers.data.targets, predicted: answers, range: 0...500).byName
            let alone = metric.score(numbers.data.targets, Matrix(rows: answers.count, columns: 1, values: answers), range: 0...500)
            #expect(abs(alone - (all[metric.rawValue] ?? .nan)) < 1e-12)
        }
    }
}
