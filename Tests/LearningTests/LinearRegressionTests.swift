import Testing

@testable import Learning

@Suite struct LinearRegressionTests {
    @Test func weighsAsScikitLearnDoes() throws {
        let reference = try Reference.named("regression")
        let (features, targets) = (reference.features, reference.data.targets)
        let models = [
            ("ordinary least squares", Ridge(penalty: 0).fit(features, targets), reference.ols),
            ("ridge", Ridge(penalty: 0.7).fit(features, targets), reference.ridge),
            ("lasso", ElasticNet(penalty: 0.9, l1Ratio: 1, tolerance: 1e-9).fit(features, targets), reference.lasso),
            (
                "elastic net", ElasticNet(penalty: 0.3, l1Ratio: 0.4, tolerance: 1e-9).fit(features, targets),
                reference.elasticNet
            ),
        ]
        for (name, model, expected) in models {
            try expectAlike(model.weights, expected?.weights, name)
            try expectAlike([model.intercept], expected?.intercepts, name)
        }
        // The lasso leaves features out.
        #expect(models[2].1.weights.contains(0))
    }

    @Test func samplesCountByTheirWeights() throws {
        let reference = try Reference.named("regression")
        let (features, targets) = (reference.features, reference.data.targets)
        let ridge = Ridge(penalty: 0.7).fit(features, targets, weights: reference.weights)
        try expectAlike(ridge.weights, reference.weightedRidge?.weights)
        try expectAlike([ridge.intercept], reference.weightedRidge?.intercepts)
        let net = ElasticNet(penalty: 0.3, l1Ratio: 0.4, tolerance: 1e-9).fit(features, targets, weights: reference.weights)
        try expectAlike(net.weights, reference.weightedElasticNet?.weights)
        try expectAlike([net.intercept], reference.weightedElasticNet?.intercepts)
    }

    @Test func scoresAsScikitLearnDoes() throws {
        let reference = try Reference.named("regression")
        let model = Ridge(penalty: 0.7).fit(reference.features, reference.data.targets)
        let scores = RegressionScores(reference.data.targets, predicted: model.predict(reference.features)).byName
        let expected = try #require(reference.scores)
        #expect(Set(scores.keys) == Set(expected.keys))
        for (name, value) in expected { try expectAlike([scores[name] ?? .nan], [value], within: 1e-6, name) }
    }

    /// A column twice, and one that is always the same: each gets a weight that is finite.
    @Test func columnsThatFollowFromOthersShareTheirWeight() {
        let features = Matrix(rows: 4, columns: 3, values: [1, 1, 5, 2, 2, 5, 3, 3, 5, 4, 4, 5])
        let model = Ridge(penalty: 0).fit(features, [2, 4, 6, 8])
        #expect(abs(model.weights[0] - 1) < 1e-3 && abs(model.weights[1] - 1) < 1e-3)
        #expect(model.weights[2].isFinite && abs(model.predict(features)[3] - 8) < 1e-3)
        let constant = Ridge(penalty: 0).fit(Matrix(rows: 2, columns: 1, values: [3, 3]), [1, 3])
        #expect(constant.predict(Matrix(rows: 1, columns: 1, values: [9])) == [2])
    }

    @Test func oneTargetForAllHasNoRangeAndNoRanks() {
        let scores = RegressionScores([2, 2, 2], predicted: [1, 2, 3])
        #expect(scores.r2.isNaN && scores.byName["normalized_root_mean_squared_error"]?.isNaN == true)
        #expect(scores.byName["spearman_correlation"]?.isNaN == true && scores.byName["mean_absolute_error"] == 2.0 / 3)
        let wide = RegressionScores([2, 2, 2], predicted: [1, 2, 3], range: 0...4)
        #expect(wide.byName["normalized_mean_absolute_error"] == 2.0 / 12)
    }

    @Test func logarithmsAndSharesLeaveOutWhatHasNone() {
        let scores = RegressionScores([-1, 0, 2], predicted: [1, 1, 3]).byName
        #expect(scores["root_mean_squared_log_error"]?.isNaN == true)
        #expect(scores["mean_absolute_percentage_error"] == 125)
    }
}
