import Testing

@testable import Learning

@Suite struct ClassificationTests {
    @Test(arguments: [("many_classes", 3, 0.8), ("two_classes", 2, 2.5)])
    func logisticRegressionWeighsAsScikitLearnDoes(name: String, count: Int, freedom: Double) throws {
        let reference = try Reference.named(name)
        let model = LogisticRegression(inversePenalty: freedom).fit(reference.features, reference.classes, classCount: count)
        try expectAlike(model.weights.values, reference.logistic?.weights)
        try expectAlike(model.intercepts, reference.logistic?.intercepts)
        let probabilities = model.probabilities(reference.features)
        #expect(probabilities.columns == count)
        for row in 0..<probabilities.rows { #expect(abs(probabilities.row(row).reduce(0, +) - 1) < 1e-12) }
    }

    @Test func naiveBayesAndNeighboursAnswerAsScikitLearnDoes() throws {
        let reference = try Reference.named("many_classes")
        let some = reference.features.selecting(Array(stride(from: 0, to: reference.features.rows, by: 10)))
        let bayes = GaussianNaiveBayes().fit(reference.features, reference.classes, classCount: 3)
        try expectAlike(bayes.probabilities(some).values, reference.bayes)
        let moved = Matrix(rows: some.rows, columns: some.columns, values: some.values.map { $0 + 0.01 })
        let neighbours = NearestNeighbours(
            samples: reference.features, targets: reference.data.targets, classCount: 3, count: 7)
        try expectAlike(neighbours.predict(moved).values, reference.knn)

        let numbers = try Reference.named("regression")
        let first = numbers.features.selecting(Array(0..<20))
        try expectAlike(
            NearestNeighbours(samples: numbers.features, targets: numbers.data.targets, classCount: 0, count: 4).predict(first).values,
            numbers.knn)
    }

    @Test func scoresAsScikitLearnDoes() throws {
        let reference = try Reference.named("many_classes")
        let bayes = GaussianNaiveBayes().fit(reference.features, reference.classes, classCount: 3)
        let scores = ClassificationScores(reference.classes, probabilities: bayes.probabilities(reference.features)).byName
        let expected = try #require(reference.scores)
        #expect(Set(scores.keys) == Set(expected.keys))
        for (name, value) in expected { try expectAlike([scores[name] ?? .nan], [value], within: 1e-6, name) }
    }

    @Test func sizesArePenalisedAsScikitLearnDoes() throws {
        let many = try Reference.named("many_classes")
        let scaled = StandardScaler(fitting: many.features).transform(many.features)
        let first = LogisticRegression(inversePenalty: 0.8, l1Ratio: 1).fit(scaled, many.classes, classCount: 3)
        try expectAlike(first.weights.values, many.l1?.weights, "the lasso's weights")
        try expectAlike(first.intercepts, many.l1?.intercepts, "the lasso's intercepts")
        #expect(first.weights.values.contains(0))
        let both = LogisticRegression(inversePenalty: 0.8, l1Ratio: 0.3).fit(scaled, many.classes, classCount: 3)
        try expectAlike(both.weights.values, many.byBoth?.weights, "the elastic net's weights")
        try expectAlike(both.intercepts, many.byBoth?.intercepts, "the elastic net's intercepts")
        let two = try Reference.named("two_classes")
        let model = LogisticRegression(inversePenalty: 0.5, l1Ratio: 1).fit(two.features, two.classes, classCount: 2)
        try expectAlike(model.weights.values, two.l1?.weights, "two classes")
        try expectAlike(model.intercepts, two.l1?.intercepts, "two classes")
    }

    @Test func samplesCountByTheirWeights() throws {
        let many = try Reference.named("many_classes")
        let model = LogisticRegression(inversePenalty: 0.8).fit(
            many.features, many.classes, classCount: 3, weights: many.weights)
        try expectAlike(model.weights.values, many.weightedLogistic?.weights)
        try expectAlike(model.intercepts, many.weightedLogistic?.intercepts)
        let bayes = GaussianNaiveBayes().fit(many.features, many.classes, classCount: 3, weights: many.weights)
        try expectAlike(bayes.probabilities(many.some).values, many.weightedBayes)
        let two = try Reference.named("two_classes")
        // Twice the weight is twice the freedom.
        let heavy = LogisticRegression(inversePenalty: 1.25).fit(
            two.features, two.classes, classCount: 2, weights: [Double](repeating: 2, count: two.classes.count))
        try expectAlike(heavy.weights.values, two.logistic?.weights)
    }

    @Test func otherKindsOfNaiveBayesAnswerAsScikitLearnDoes() throws {
        let many = try Reference.named("many_classes")
        let bernoulli = BernoulliNaiveBayes(smoothing: 0.5, threshold: 2).fit(many.features, many.classes, classCount: 3)
        try expectAlike(Predictor.bernoulliNaiveBayes(bernoulli).predict(many.some).values, many.bernoulli)
        let multinomial = MultinomialNaiveBayes(smoothing: 0.5).fit(
            many.features, many.classes, classCount: 3, weights: many.weights)
        try expectAlike(Predictor.multinomialNaiveBayes(multinomial).predict(many.some).values, many.multinomial)
    }

    @Test func scoresThatAreAlikeCountAsOneThreshold() {
        let ranked = RankedScores([0.9, 0.5, 0.5, 0.1], isTrue: [true, false, true, false])
        #expect(ranked.areaUnderCurve == 0.875)
        #expect(abs(ranked.averagePrecision - (0.5 + 0.5 * 2 / 3)) < 1e-12)
        #expect(ranked.curve.map(\.falsePositives) == [0, 0, 0.5, 1])
        #expect(RankedScores([1, 2], isTrue: [true, true]).areaUnderCurve.isNaN)
    }

    @Test func aPositiveClassHasScoresOfItsOwn() {
        let probabilities = Matrix(rows: 4, columns: 2, values: [0.9, 0.1, 0.4, 0.6, 0.3, 0.7, 0.6, 0.4])
        let scores = ClassificationScores([0, 0, 1, 1], probabilities: probabilities, positive: 1).byName
        #expect(scores["precision_score_binary"] == 0.5 && scores["recall_score_binary"] == 0.5 && scores["f1_score_binary"] == 0.5)
        #expect(scores["AUC_binary"] == 0.75)
        #expect(ClassificationScores([0, 0, 1, 1], probabilities: probabilities).byName["AUC_binary"] == nil)
    }
}
