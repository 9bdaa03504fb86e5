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

    @Test func scoresThatAreAlikeCountAsOneThreshold() {
        let ranked = RankedScores([0.9, 0.5, 0.5, 0.1], isTrue: [true, false, true, false])
        #expect(ranked.areaUnderCurve == 0.875)
        #expect(abs(ranked.averagePrecision - (0.5 + 0.5 * 2 / 3)) < 1e-12)
        #expect(ranked.curve.map(\.falsePositives) == [0, 0, 0.5, 1])
        #expect(RankedScores([1, 2], isTrue: [true, true]).areaUnderCurve.isNaN)
    }
}
