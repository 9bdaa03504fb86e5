import Foundation
import Testing

@testable import Learning

/// The whole road of a forecasting on a real series: 144 months of airline passengers.
@Suite struct ForecastSearchTests {
    struct Passengers: Decodable {
        let values: [Double]
        /// Of each method's five folds, by numpy and statsmodels.
        let errors: [String: [Double]]
    }

    static func passengers() throws -> Passengers {
        let file = try #require(Bundle.module.resourceURL).appending(path: "References/air_passengers.json")
        return try JSONDecoder().decode(Passengers.self, from: Data(contentsOf: file))
    }

    static func months(_ range: Range<Int>) -> [String] {
        let first = Moment("1949-01-01")!
        return range.map { first.adding(months: $0).description }
    }

    static func table(_ values: [Double], from start: Int = 0) -> Table {
        Table(
            names: ["month", "passengers"],
            columns: [.texts(TextColumn(months(start..<start + values.count))), .numbers(values)])
    }

    static func problem(
        horizon: Int = 12, lags: [Int]? = nil, validation: AutoMLProblem.Validation = .automatic, foldStep: Int? = nil,
        algorithms: [Algorithm] = Algorithm.allCases, _ change: (inout ForecastSettings) -> Void = { _ in }
    ) -> AutoMLProblem {
        var settings = ForecastSettings(target: "passengers", timeColumn: "month", horizon: horizon, lags: lags)
        change(&settings)
        return AutoMLProblem(
            .forecasting, target: "passengers", metric: .normalisedRootMeanSquaredError, algorithms: algorithms,
            validation: validation, seed: 3, forecast: settings, foldStep: foldStep)
    }

    @Test func baselinesScoreAsNumpyAndStatsmodelsDo() throws {
        let reference = try Self.passengers()
        let set = try TrainingSet(Self.table(reference.values), Self.problem())
        #expect(set.splits.count == 5 && set.splits.allSatisfy { $0.validation.count == 12 } && set.range == 104...622)
        let trial = Trial(set, trees: nil)
        for algorithm in [Algorithm.naive, .seasonalNaive, .average, .seasonalAverage] {
            let outcome = try trial.run(Recipe(algorithm))
            let name = try #require(SeriesMethod(algorithm)).rawValue
            try expectAlike(outcome.foldScores.compactMap(\.self), reference.errors[name], within: 1e-9, name)
        }
        // Not the same search for the shares, so not the same error, but no worse one.
        let smoothing = try trial.run(Recipe(.exponentialSmoothing)).foldScores.compactMap(\.self)
        let known = try #require(reference.errors["exponential_smoothing"])
        #expect(smoothing.count == 5 && smoothing.reduce(0, +) < 1.1 * known.reduce(0, +), "\(smoothing) and \(known)")
    }

    /// Problem, set, eight trials as the planner says, ensembles, and the next year from the model that is left.
    @Test func aSearchFromDataToForecasts() throws {
        let values = try Self.passengers().values
        let (past, future) = (Array(values[..<132]), Array(values[132...]))
        let set = try TrainingSet(Self.table(past), Self.problem())
        let planner = TrialPlanner(set, hasTrees: false)
        let trial = Trial(set, trees: nil)
        var (history, outcomes) = ([TrialRecord](), [TrialOutcome]())
        while outcomes.count < 8, let recipe = planner.next(history: history, running: []) {
            let outcome = try trial.run(recipe)
            outcomes.append(outcome)
            history.append(TrialRecord(recipe: recipe, score: outcome.score(set.problem.metric), seconds: 1))
        }
        #expect(
            outcomes.prefix(6).map(\.recipe.algorithm) == [
                .naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing, .elasticNet,
            ])
        // All on the same rows, and each a model of the outermost kind.
        #expect(outcomes.count == 8 && Set(outcomes.map(\.heldOut.rows)).count == 1)
        func error(_ outcome: TrialOutcome) throws -> Double { try #require(outcome.score(set.problem.metric)) }
        let ensembles = Ensembles(set)
        let voting = try #require(try ensembles.voting(outcomes))
        let stacking = try #require(try ensembles.stacking(outcomes))
        let naive = try error(outcomes[0])
        let best = try outcomes.map(error).min() ?? .infinity
        #expect(best < naive / 3, "\(best) and \(naive)")
        #expect(try error(voting) < best * 1.05 && error(stacking) < naive / 2)

        // The next fold of a longer history: learnt from all that was known, asked for the year after.
        let longer = try TrainingSet(
            Self.table(values),
            Self.problem(validation: .folds(1)) {
                $0.lags = set.forecast?.features.lags
                $0.seasonality = set.forecast?.features.seasonality
            })
        let asked = Table(names: ["month"], columns: [.texts(TextColumn(Self.months(132..<144)))])
        for outcome in outcomes {
            let next = try Trial(longer, trees: nil).run(outcome.recipe)
            try expectAlike(
                try outcome.model.predict(asked).values, next.heldOut.answers.values, within: 1e-9, "\(outcome.recipe.algorithm)")
        }
        var errors: [Algorithm: Double] = [:]
        for outcome in outcomes + [voting, stacking] {
            let answer = try outcome.model.predict(asked)
            #expect(answer.rows == 12 && answer.columns == 1 && answer.values.allSatisfy(\.isFinite))
            let scores = try set.scores(of: outcome.model, on: Self.table(future, from: 132))
            let own = zip(answer.values, future).reduce(0) { $0 + abs($1.0 - $1.1) } / 12
            #expect(abs((scores["mean_absolute_error"] ?? .nan) - own) < 1e-9, "\(outcome.recipe.algorithm)")
            errors[outcome.recipe.algorithm] = own
        }
        let (ofNaive, ofVoting) = (try #require(errors[.naive]), try #require(errors[.votingEnsemble]))
        #expect(ofVoting < ofNaive / 3, "\(ofVoting) and \(ofNaive)")
        // The ensemble is what its members and weights say.
        guard case .forecast(_, .voting(let members, let weights)) = voting.model else {
            Issue.record("no forecast by members")
            return
        }
        var mixed = [Double](repeating: 0, count: 12)
        for (member, weight) in zip(members, weights) {
            let outcome = try #require(outcomes.first { $0.model.core == member })
            for (place, value) in try outcome.model.predict(asked).values.enumerated() { mixed[place] += weight * value }
        }
        try expectAlike(try voting.model.predict(asked).values, mixed, within: 1e-9)
        let report = TrialReport(voting, set)
        #expect(report.residuals?.data.total == voting.heldOut.rows.count && report.predictedTrue != nil)
        #expect(report.confusionMatrix == nil && report.curves.isEmpty)
    }

    /// Nothing of what a fold is scored on changes what is trained: later targets may be anything.
    @Test func foldsDoNotSeeWhatComes() throws {
        let values = try Self.passengers().values
        let (cut, lags) = (108, [1, 2, 12])
        func answers(_ values: [Double], _ recipe: Recipe) throws -> [Double] {
            let problem = Self.problem(lags: lags, validation: .folds(3)) { $0.seasonality = 12 }
            let outcome = try Trial(try TrainingSet(Self.table(values), problem), trees: nil).run(recipe)
            let first = outcome.heldOut.splits.indices.filter { outcome.heldOut.splits[$0] == 0 }
            return first.map { outcome.heldOut.answers[$0, 0] }
        }
        let other = values.enumerated().map { $0.offset < cut ? $0.element : 1000 + Double($0.offset % 5) }
        for recipe in [Recipe(.elasticNet, ["alpha": 0.01], isScaled: true), Recipe(.seasonalNaive), Recipe(.exponentialSmoothing)] {
            #expect(try answers(values, recipe) == answers(other, recipe), "\(recipe.algorithm)")
        }
    }

    @Test func notesSayWhatWasSeen() throws {
        let values = try Self.passengers().values
        let set = try TrainingSet(Self.table(values), Self.problem())
        #expect(
            set.featureNotes.prefix(3) == [
                "1 series from 1949-01-01 to 1960-12-01, 1 month apart, as its times are.", "Models look 12 periods ahead.",
                "The target repeats itself after 12 periods.",
            ])
        let lags = try #require(set.forecast?.features.lags)
        #expect(lags.contains(1) && lags.count <= 8 && set.featureNotes[3].contains("\(lags[0]), "))
        #expect(set.guardrails.first { $0.kind == .gaps }?.result == .passed)
        var gaps = values
        gaps[50] = .nan
        let holes = try TrainingSet(Self.table(gaps).selecting((0..<144).filter { $0 != 70 && $0 != 71 }), Self.problem())
        let told = holes.guardrails.first { $0.kind == .gaps }?.message
        #expect(told?.hasPrefix("3 periods within the series have no target") == true)
        // What is there is what is forecast: 3 targets fewer, each from 12 origins, and a model is left all the same.
        #expect(set.rows - holes.rows == 36)
        let outcome = try Trial(holes, trees: nil).run(Recipe(.elasticNet, ["alpha": 0.01], isScaled: true))
        #expect(try #require(outcome.score(.normalisedRootMeanSquaredError)) < 0.1)
    }

    @Test func importanceIsOfTheFeatures() throws {
        let set = try TrainingSet(Self.table(try Self.passengers().values), Self.problem(lags: [1, 2]))
        let trial = Trial(set, trees: StumpLearner())
        let linear = try trial.run(Recipe(.elasticNet, ["alpha": 0.001], isScaled: true))
        #expect(try trial.importance(of: linear).first?.name == "passengers.season")
        let grown = try trial.run(Recipe(.gradientBoosting, ["n_estimators": 20]))
        #expect(FeatureImportance.gains(of: grown.model)?.isEmpty == false)
        #expect(try trial.importance(of: trial.run(Recipe(.naive))).allSatisfy { $0.importance.isFinite })
    }
}
