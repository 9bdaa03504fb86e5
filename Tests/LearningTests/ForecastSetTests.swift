import Testing

@testable import Learning

/// What a set of forecasts is made of: rows, folds and what is left out, of several series and of data that is not as it should be.
@Suite struct ForecastSetTests {
    private func days(_ range: Range<Int>) -> [String] {
        let first = Moment("2026-01-05")!.days
        return range.map { Moment(days: first + $0).description }
    }

    private func problem(
        horizon: Int = 3, series: [String] = [], validation: AutoMLProblem.Validation = .folds(2), foldStep: Int? = nil,
        algorithms: [Algorithm] = Algorithm.allCases, featurization: Featurization = Featurization(),
        _ change: (inout ForecastSettings) -> Void = { _ in }
    ) -> AutoMLProblem {
        var settings = ForecastSettings(
            target: "y", timeColumn: "day", seriesColumns: series, horizon: horizon, lags: [1], seasonality: 1)
        change(&settings)
        return AutoMLProblem(
            .forecasting, target: "y", metric: .normalisedMeanAbsoluteError, algorithms: algorithms, validation: validation,
            featurization: featurization, forecast: settings, foldStep: foldStep)
    }

    private func table(_ days: [String?], _ targets: [Double], _ more: [(String, Column)] = []) -> Table {
        Table(names: ["day", "y"] + more.map(\.0), columns: [.texts(TextColumn(days)), .numbers(targets)] + more.map(\.1))
    }

    private func numbers(_ count: Int) -> [Double] { (0..<count).map { Double(($0 * 37) % 11) + Double($0) } }

    /// Of series, origin and period.
    private func held(_ set: TrainingSet, _ split: Int) throws -> [[Int]] {
        let source = try #require(set.forecast)
        return set.splits[split].validation.map { [source.rows[$0].series, source.rows[$0].origin, source.rows[$0].period] }
    }

    @Test func foldsForecastFromTheirOriginAlone() throws {
        let set = try TrainingSet(table(days(0..<12), numbers(12)), problem())
        #expect(try held(set, 0) == [[0, 5, 6], [0, 5, 7], [0, 5, 8]] && held(set, 1) == [[0, 8, 9], [0, 8, 10], [0, 8, 11]])
        let source = try #require(set.forecast)
        #expect(set.splits[0].training.map { source.rows[$0].period }.max() == 5)
        #expect(set.splits[1].training.count == set.rows - 6 - 3 && set.finalRows.count == set.rows)
        // One after the other where the step says so, with the same period from two origins.
        let near = try TrainingSet(table(days(0..<12), numbers(12)), problem(foldStep: 1))
        #expect(try held(near, 0) == [[0, 7, 8], [0, 7, 9], [0, 7, 10]] && held(near, 1) == [[0, 8, 9], [0, 8, 10], [0, 8, 11]])
        // The last known target is the origin, and rows without one are neither trained on nor scored.
        var gap = numbers(12)
        (gap[8], gap[10]) = (.nan, .nan)
        let holes = try TrainingSet(table(days(0..<12), gap), problem())
        #expect(try held(holes, 1) == [[0, 7, 9]])
        let naive = try Trial(holes, trees: nil).run(Recipe(.naive))
        #expect(naive.heldOut.answers.values.last == gap[7])
    }

    @Test func fewOriginsAreEnoughToTrain() throws {
        let set = try TrainingSet(
            table(days(0..<300), numbers(300)), problem(horizon: 10, validation: .folds(4)) { $0.maximumRows = 300 })
        #expect(set.rows < 400 && set.splits.allSatisfy { $0.validation.count == 10 })
        #expect(try held(set, 3).map { $0[1] } == [Int](repeating: 289, count: 10))
        // Of every seventh day they would all be Mondays.
        let weekly = try TrainingSet(
            table(days(0..<300), numbers(300)), problem(horizon: 1, validation: .folds(1)) { ($0.maximumRows, $0.seasonality) = (43, 7) })
        let origins = try #require(weekly.forecast).rows.map(\.origin)
        #expect(origins.count < 45 && Set(origins.map { $0 % 7 }).count == 7)
    }

    @Test func seriesAreForecastEachFromItsOwn() throws {
        // The second begins late, the third ends early, and the ids are numbers.
        let spans = [(1, 0..<20), (2, 8..<20), (3, 0..<9)]
        let cells = spans.flatMap { id, span in span.map { (id, $0) } }
        let data = table(
            cells.map { days($0.1..<$0.1 + 1)[0] }, cells.map { Double(100 * $0.0 + $0.1) },
            [("shop", .numbers(cells.map { Double($0.0) })), ("cost", .numbers(cells.map { Double($0.1 % 4) }))])
        let set = try TrainingSet(data, problem(series: ["shop"]))
        #expect(try held(set, 1) == [[0, 16, 17], [0, 16, 18], [0, 16, 19], [1, 16, 17], [1, 16, 18], [1, 16, 19]])
        #expect(set.asked.names == ["day", "shop", "cost"] && set.range == 100...308)
        #expect(set.example["day"] == .texts(TextColumn(days(20..<23) + days(20..<22))))
        #expect(set.example["shop"] == .numbers([1, 1, 1, 2, 2]) && set.example["cost"] == .numbers([3, 3, 3, 3, 3]))
        let asked = Table(
            names: ["day", "shop", "cost"],
            columns: [
                .texts(TextColumn([days(20..<21)[0], days(9..<10)[0], days(22..<23)[0]])), .numbers([2, 3, 1]), .numbers([1, 2, 3]),
            ])
        let trial = Trial(set, trees: nil)
        #expect(try trial.run(Recipe(.naive)).model.predict(asked).values == [219, 308, 119])
        // Each goes up by one a day, which a line through lags and distances tells.
        let net = try trial.run(Recipe(.elasticNet, ["alpha": 1e-5], isScaled: true))
        try expectAlike(net.model.predict(asked).values, [220, 309, 122], within: 0.02)
        let fault = #expect(throws: TableFault.self) {
            try net.model.predict(asked.setting("shop", to: .numbers([2, 4, 1])))
        }
        #expect(fault?.row == 2 && fault?.column == "shop")
        let missing = #expect(throws: TableFault.self) { try net.model.predict(asked.dropping(["cost"])) }
        #expect(missing?.column == "cost")
    }

    @Test func whatIsNotKnownOfTheFutureIsNoFeature() throws {
        let data = table(
            days(0..<20), numbers(20),
            [
                ("weight", .numbers((0..<20).map { $0 < 10 ? 1 : 2 })), ("visitors", .numbers(numbers(20))),
                ("country", .texts(TextColumn(days(0..<20).map { _ in "IT" }))), ("price", .numbers(numbers(20))),
            ])
        let set = try TrainingSet(
            data, problem(featurization: Featurization(purposes: ["visitors": .numeric], weightColumn: "weight")) { $0.unknownColumns = ["visitors"] })
        #expect(set.asked.names == ["day", "price"] && set.table.names == ["day", "price", "horizon", "y.lag.1"])
        #expect(set.weights == set.sourceRows.map { $0 < 10 ? 1 : 2 })
        #expect(set.featureNotes.contains { $0.contains("'country' is left out") })
        let outcome = try Trial(set, trees: nil).run(Recipe(.lassoLars, ["alpha": 0.01], isScaled: true))
        let asked = Table(names: ["day", "price"], columns: [.texts(TextColumn(days(20..<21))), .numbers([4])])
        #expect(try outcome.model.predict(asked).values[0].isFinite)
    }

    @Test func laterRowsAreForecastAHorizonAtATime() throws {
        let values = numbers(20)
        let (early, late) = (table(days(0..<13), Array(values[..<13])), table(days(13..<20), Array(values[13...])))
        let expected = [[0, 12, 13], [0, 12, 14], [0, 12, 15], [0, 15, 16], [0, 15, 17], [0, 15, 18], [0, 18, 19]]
        let apart = try TrainingSet(early, validation: late, problem())
        #expect(try apart.splits.count == 1 && held(apart, 0) == expected && apart.finalRows == apart.splits[0].training)
        let share = try TrainingSet(table(days(0..<20), values), problem(validation: .share(0.35)))
        #expect(try held(share, 0) == expected && share.finalRows.count == share.rows)
        // Both know all that came when they are asked.
        let asked = Table(names: ["day"], columns: [.texts(TextColumn(days(20..<21)))])
        for set in [apart, share] {
            #expect(try Trial(set, trees: nil).run(Recipe(.naive)).model.predict(asked).values == [values[19]])
        }
        // A test that is longer than the horizon is told in the same way.
        let set = try TrainingSet(early, problem())
        let outcomes = try [Recipe(.naive), Recipe(.elasticNet, ["alpha": 0.01], isScaled: true)].map { try Trial(set, trees: nil).run($0) }
        let told = [12, 12, 12, 15, 15, 15, 18].map { values[$0] }
        let error = zip(told, values[13...]).reduce(0) { $0 + abs($1.0 - $1.1) } / 7
        #expect(try abs((set.scores(of: outcomes[0].model, on: late)["mean_absolute_error"] ?? .nan) - error) < 1e-12)
        let voting = try #require(try Ensembles(set).voting(outcomes))
        #expect(try set.scores(of: voting.model, on: late)["normalized_root_mean_squared_error"] != nil)
        #expect(throws: TableFault.self) { try set.scores(of: outcomes[0].model, on: table(days(13..<15), [.nan, .nan])) }

        let settings = try #require(problem().forecast)
        let (training, test) = try settings.holdingOut(0.35, of: table(days(0..<20), values))
        #expect(training == early && test == late)
        #expect(throws: TableFault.self) { try settings.holdingOut(1, of: early) }
    }

    @Test func datesAreReadAsInTraining() throws {
        let written = ["29/01/2026", "30/01/2026", "31/01/2026", "01/02/2026", "02/02/2026", "03/02/2026", "04/02/2026", "05/02/2026"]
        let set = try TrainingSet(table(written, numbers(8)), problem(horizon: 1))
        let model = try Trial(set, trees: nil).run(Recipe(.average)).model
        // Alone it could be the second of June as well.
        let asked = Table(names: ["day"], columns: [.texts(TextColumn(["06/02/2026"]))])
        #expect(try model.predict(asked).values == [numbers(8).reduce(0, +) / 8])
        #expect(set.example["day"] == .texts(TextColumn(["2026-02-06"])))
    }

    @Test func plansWhatDiffers() throws {
        func tried(_ season: Int) throws -> [Algorithm] {
            let set = try TrainingSet(table(days(0..<40), numbers(40)), problem { $0.seasonality = season })
            let planner = TrialPlanner(set, hasTrees: false)
            var history: [TrialRecord] = []
            while history.count < 30, let recipe = planner.next(history: history, running: []) {
                history.append(TrialRecord(recipe: recipe, score: 0.5, seconds: 1))
            }
            #expect(history.count == 30 && Set(history.map(\.recipe)).count == 30)
            return history.map(\.recipe.algorithm)
        }
        #expect(try tried(1).prefix(4) == [.naive, .average, .exponentialSmoothing, .elasticNet])
        #expect(try tried(7).prefix(5) == [.naive, .seasonalNaive, .average, .seasonalAverage, .exponentialSmoothing])
        let only = try TrainingSet(table(days(0..<40), numbers(40)), problem(algorithms: [.naive]))
        let planner = TrialPlanner(only, hasTrees: true)
        let first = try #require(planner.next(history: [], running: []))
        #expect(planner.next(history: [TrialRecord(recipe: first, score: 1, seconds: 1)], running: []) == nil)
    }

    @Test func saysWhatIsWrong() throws {
        func fault(_ data: Table, _ problem: AutoMLProblem, validation: Table? = nil) -> String {
            #expect(throws: TableFault.self) { try TrainingSet(data, validation: validation, problem) }?.description ?? ""
        }
        let good = table(days(0..<12), numbers(12))
        #expect(
            fault(table(days(0..<5) + days(4..<11), numbers(12)), problem())
                == "row 6, column 'day': 2026-01-09 is there twice, first in row 5: say which columns tell series apart, or leave one out")
        #expect(
            fault(table(days(0..<11) + ["2026-01-16T05:00"], numbers(12)), problem())
                .hasPrefix("row 12, column 'day': 2026-01-16T05:00:00 is off the regular times"))
        #expect(fault(good, problem { $0.timeColumn = "when" }) == "column 'when': there is no such column for the times; the data has 'day', 'y'")
        #expect(fault(good, problem { $0.timeColumn = "dya" }).hasSuffix("did you mean 'day'?"))
        #expect(fault(good, problem(series: ["shop"])).contains("column 'shop': there is no such column for the ids of series"))
        #expect(fault(good, problem { $0.unknownColumns = ["z"] }).hasPrefix("column 'z'"))
        #expect(fault(good, problem(horizon: 20, validation: .automatic)) == "12 periods are too few for 1 fold and a horizon of 20: 22 are the least")
        #expect(fault(good, problem(validation: .folds(9))) == "12 periods are too few for 9 folds with a step of 3 and a horizon of 3: 29 are the least")
        #expect(fault(good, problem(validation: .folds(0))).contains("folds and a step of at least 1"))
        #expect(fault(good, problem(validation: .share(1.5))).contains("between 0 and 1"))
        #expect(fault(good, problem(validation: .share(0.95))).contains("too few to hold out 11"))
        #expect(fault(good, problem(featurization: Featurization(splitColumns: ["y"]))).contains("leave out the columns of splits"))
        #expect(fault(table(days(0..<3), [.nan, .nan, .nan]), problem()) == "column 'y': no row has a target")
        #expect(fault(table(days(0..<3) + [nil], numbers(4)), problem()) == "row 4, column 'day': the time is missing")
        let texts = good.setting("y", to: .texts(TextColumn(numbers(11).map { "\($0)" } + ["many"])))
        #expect(fault(texts, problem()) == "row 12, column 'y': 'many' is not a number")
        #expect(fault(good, problem(), validation: table(days(3..<5), [1, 2])).contains("is there twice"))
        #expect(fault(good, problem(), validation: table(days(12..<13), [.nan])).contains("no row of the validation data"))
        var plain = problem()
        plain.forecast = nil
        #expect(fault(good, plain).contains("time_column_name"))
        plain = problem()
        plain.metric = .accuracy
        #expect(fault(good, plain).contains("is none of a forecasting"))
        // A gap where a fold would be.
        let apart = table(days(0..<4) + days(30..<31), [1, 2, 3, 4, 5])
        #expect(fault(apart, problem(validation: .folds(2))).contains("take fewer folds"))
        // A trial of series is for forecasts.
        let regression = try TrainingSet(
            Table(names: ["x", "y"], columns: [.numbers(numbers(12)), .numbers(numbers(12))]),
            AutoMLProblem(.regression, target: "y", metric: .r2))
        #expect(throws: TrialFault.self) { try Trial(regression, trees: nil).run(Recipe(.naive)) }
    }
}
