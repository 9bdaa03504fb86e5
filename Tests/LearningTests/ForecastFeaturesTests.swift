import Testing

@testable import Learning

@Suite struct ForecastFeaturesTests {
    private func daily(_ count: Int, from start: String = "2026-01-01", step: Int = 1) -> [String] {
        let first = Moment(start)!.days
        return (0..<count).map { Moment(days: first + $0 * step).description }
    }

    private func table(_ times: [String?], _ targets: [Double], _ more: [(String, Column)] = []) -> Table {
        Table(names: ["day", "y"] + more.map(\.0), columns: [.texts(TextColumn(times)), .numbers(targets)] + more.map(\.1))
    }

    @Test func lagsWindowsAndHorizonsAreOfTheOrigin() throws {
        let settings = ForecastSettings(
            target: "y", timeColumn: "day", horizon: 2, lags: [1, 3], window: 2, seasonality: 2, unknownColumns: ["no"])
        let data = table(
            daily(5), [1, 2, 4, 8, 16], [("price", .numbers([10, 20, 30, 40, 50])), ("no", .numbers([0, 0, 0, 0, 0]))])
        let features = try ForecastFeatures(settings, fitting: data)
        let made = try features.training(data)
        #expect(
            made.features.names == [
                "day", "price", "horizon", "y.lag.1", "y.lag.3", "y.mean.2", "y.least.2", "y.most.2", "y.season",
            ])
        #expect(made.periods == [1, 2, 2, 3, 3, 4, 4] && made.targets == [2, 4, 4, 8, 8, 16, 16])
        // From the third day to the fourth and fifth.
        let nan = Double.nan
        #expect(made.features["horizon"] == .numbers([1, 2, 1, 2, 1, 2, 1]))
        #expect(made.features["y.lag.1"] == .numbers([1, 1, 2, 2, 4, 4, 8]))
        #expect(made.features["y.lag.3"] == .numbers([nan, nan, nan, nan, 1, 1, 2]))
        #expect(made.features["y.mean.2"] == .numbers([1, 1, 1.5, 1.5, 3, 3, 6]))
        #expect(
            made.features["y.least.2"] == .numbers([1, 1, 1, 1, 2, 2, 4])
                && made.features["y.most.2"] == .numbers([1, 1, 2, 2, 4, 4, 8]))
        #expect(made.features["y.season"] == .numbers([nan, 1, 1, 2, 2, 4, 4]))
        #expect(made.features["price"] == .numbers([20, 30, 30, 40, 40, 50, 50]))

        let ahead = try features.periodsAhead(data)
        #expect(ahead["day"] == .texts(TextColumn(["2026-01-06", "2026-01-07"])))
        let future = try features.future(data, ahead.setting("price", to: .numbers([60, 70])))
        #expect(future.names == made.features.names)
        #expect(
            future["y.lag.3"] == .numbers([4, 4]) && future["horizon"] == .numbers([1, 2])
                && future["y.season"] == .numbers([8, 16]))
    }

    /// No feature of a training row changes with what came after its origin.
    @Test func theFutureIsNotSeen() throws {
        let settings = ForecastSettings(target: "y", timeColumn: "day", horizon: 3, lags: [1, 2], window: 4, seasonality: 5)
        let values = (0..<30).map { Double(($0 * 37) % 11) }
        let features = try ForecastFeatures(settings, fitting: table(daily(30), values))
        let whole = try features.training(table(daily(30), values))
        let until = 19
        let cut = table(daily(30), values.enumerated().map { $0.offset <= until ? $0.element : 1000 })
        let other = try features.training(cut)
        guard case .numbers(let horizons) = whole.features["horizon"] else {
            Issue.record("no horizon")
            return
        }
        let rows = whole.periods.indices.filter { whole.periods[$0] - Int(horizons[$0]) <= until }
        #expect(rows.count > 50 && whole.features.selecting(rows) == other.features.selecting(rows))
    }

    @Test func seriesAreApartAndGapsMissing() throws {
        let settings = ForecastSettings(
            target: "y", timeColumn: "day", seriesColumns: ["shop", "kind"], frequency: TimeFrequency(named: "D"), lags: [1, 2],
            seasonality: 1)
        let data = table(
            ["2026-01-03", "2026-01-01", "2026-01-01", "2026-01-02", "2026-01-05"], [3, 1, 10, 20, 50],
            [("shop", .texts(TextColumn(["a", "a", "b", "b", "b"]))), ("kind", .numbers([1, 1, 2, 2, 2]))])
        let features = try ForecastFeatures(settings, fitting: data)
        let made = try features.training(data)
        #expect(made.targets == [3, 20, 50] && made.series == [0, 1, 1])
        #expect(made.features["y.lag.1"] == .numbers([.nan, 10, .nan]) && made.features["y.lag.2"] == .numbers([1, .nan, .nan]))
        #expect(made.features["kind"] == .texts(TextColumn(["1", "2", "2"])))
        let ahead = try features.periodsAhead(data)
        #expect(
            ahead["day"] == .texts(TextColumn(["2026-01-04", "2026-01-06"])) && ahead["shop"] == .texts(TextColumn(["a", "b"])))
        let strangers = ahead.setting("shop", to: .texts(TextColumn(["a", "c"])))
        let fault = #expect(throws: TableFault.self) { try features.future(data, strangers) }
        #expect(fault?.description == "row 2, column 'shop': nothing is known of the series 'c', '2' before, from which it could be forecast")
    }

    /// Three shops with a week of their own, a trend and a price that moves them: what is learnt is near to what comes.
    @Test func forecastsComeNear() throws {
        let week = [1.0, 2, 3, 2, 1, 6, 5]
        func value(_ shop: Int, _ day: Int, _ price: Double) -> Double {
            week[(day + shop) % 7] * Double(shop + 1) + Double(day) * 0.05 - 3 * price
        }
        let price = (0..<140).map { Double(($0 * 31) % 5) }
        func table(_ days: Range<Int>) -> Table {
            let cells = (0..<3).flatMap { shop in days.map { (shop, $0) } }
            let first = Moment("2025-03-03")!.days
            return Table(
                names: ["day", "y", "shop", "price"],
                columns: [
                    .texts(TextColumn(cells.map { Moment(days: first + $0.1).description })),
                    .numbers(cells.map { value($0.0, $0.1, price[$0.1]) }), .texts(TextColumn(cells.map { "s\($0.0)" })),
                    .numbers(cells.map { price[$0.1] }),
                ])
        }
        let settings = ForecastSettings(
            target: "y", timeColumn: "day", seriesColumns: ["shop"], horizon: 7, lags: [1], window: 14, seasonality: 7)
        let past = table(0..<126)
        let made = try ForecastFeatures(settings, fitting: past)
        let training = try made.training(past)
        let whole = training.features.setting("y", to: .numbers(training.targets))
        let plan = try FeaturePlanner().plan(whole, target: "y")
        #expect(plan.decisions.first?.treatment == .date(.yearFirst))
        let (features, matrix) = try FeatureFitter(plan, isScaled: true).fit(whole, .numbers(training.targets))
        let model = Ridge(penalty: 0.1).fit(matrix, training.targets)
        let ahead = table(126..<133)
        let forecast = model.predict(try features.transform(made.future(past, ahead.dropping(["y"]))))
        guard case .numbers(let truth) = ahead["y"] else {
            Issue.record("no target")
            return
        }
        func error(_ given: [Double]) -> Double { zip(given, truth).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(truth.count) }
        let lastWeek = (0..<3).flatMap { shop in (119..<126).map { value(shop, $0, price[$0]) } }
        #expect(error(forecast) < 0.5 * error(lastWeek), "\(error(forecast)) and \(error(lastWeek))")
    }

    @Test func frequenciesAreSeen() throws {
        func seen(_ times: [String]) -> TimeFrequency? { TimeFrequency.inferred([times.compactMap { Moment($0) }]) }
        #expect(seen(daily(4)) == .seconds(86_400) && seen(daily(4, step: 7))?.description == "1 week")
        #expect(
            seen(["2026-01-01T00:00", "2026-01-01T00:15", "2026-01-01T01:00", "2026-01-01T01:15"])?.description == "15 minutes")
        #expect(seen(["2026-01-01", "2026-02-01", "2026-04-01", "2026-05-01"]) == .months(1, atEnd: false))
        #expect(seen(["2026-01-31", "2026-02-28", "2026-03-31"]) == .months(1, atEnd: true))
        #expect(seen(["2024-03-31", "2024-06-30", "2024-09-30"]) == .months(3, atEnd: true))
        #expect(seen(["2024-07-01", "2025-07-01", "2026-07-01"])?.description == "1 year" && seen(["2026-01-01"]) == nil)
        #expect(TimeFrequency(named: "15min") == .seconds(900) && TimeFrequency(named: "W-SUN") == .seconds(604_800))
        #expect(
            TimeFrequency(named: "QS") == .months(3, atEnd: false) && TimeFrequency(named: "x") == nil
                && TimeFrequency(named: "0D") == nil)
        let end = TimeFrequency.months(1, atEnd: true)
        let origin = try #require(Moment("2026-02-28"))
        let (before, between) = (try #require(Moment("2025-12-31")), try #require(Moment("2026-03-28")))
        #expect(end.moment(at: 1, from: origin).description == "2026-03-31")
        #expect(end.period(of: before, from: origin) == -2 && end.period(of: between, from: origin) == nil)
    }

    @Test func seasonsAreFound() {
        var generator = SeededGenerator(seed: 2)
        func season(_ count: Int, _ value: (Int) -> Double) -> Int {
            Seasonality.of([History(start: 0, values: (0..<count).map(value))])
        }
        let week = [5.0, 6, 7, 6, 5, 20, 15]
        #expect(season(100) { week[$0 % 7] + Double($0) * 0.3 + Double.random(in: -1...1, using: &generator) } == 7)
        let year = (0..<12).map { Double(($0 - 6) * ($0 - 6)) }
        #expect(season(120) { year[$0 % 12] * (1 + Double($0) / 60) + Double($0) } == 12)
        #expect(season(200) { _ in Double.random(in: -1...1, using: &generator) } == 1)
        #expect(season(50) { Double($0) } == 1 && season(3) { Double($0 % 2) } == 1 && season(50) { _ in .nan } == 1)
    }

    @Test func rowsAreKeptToALimit() throws {
        let data = table(daily(200), (0..<200).map { Double($0 % 7) })
        var settings = ForecastSettings(target: "y", timeColumn: "day", horizon: 10, maximumRows: 300)
        let few = try ForecastFeatures(settings, fitting: data).training(data)
        settings.maximumRows = 1_000_000
        let all = try ForecastFeatures(settings, fitting: data).training(data)
        #expect(all.targets.count == 10 * 190 + 45 && (200...300).contains(few.targets.count) && few.periods.max() == 199)
        #expect(try ForecastFeatures(settings, fitting: data).seasonality == 7)
    }

    @Test func saysWhatIsNotRegular() throws {
        func fault(_ data: Table, _ change: (inout ForecastSettings) -> Void = { _ in }) -> String? {
            var settings = ForecastSettings(target: "y", timeColumn: "day")
            change(&settings)
            return #expect(throws: TableFault.self) { try ForecastFeatures(settings, fitting: data) }?.description
        }
        #expect(
            fault(table(["2026-01-01", "2026-01-02", "2026-01-01"], [1, 2, 3]))
                == "row 3, column 'day': 2026-01-01 is there twice, first in row 1: say which columns tell series apart, or leave one out"
        )
        #expect(
            fault(table(["2026-01-01", "2026-01-02", "2026-01-03T05:00", "2026-01-04"], [1, 2, 3, 4])) {
                $0.frequency = TimeFrequency(named: "D")
            }
                == "row 3, column 'day': 2026-01-03T05:00:00 is off the regular times, which begin with 2026-01-01 and are 1 day apart: correct it, or give the frequency"
        )
        #expect(
            fault(table(["2026-01-01", "soon"], [1, 2])) == "row 2, column 'day': 'soon' is no date: write it as 2026-11-30")
        #expect(fault(table(["2026-01-01", nil], [1, 2])) == "row 2, column 'day': the time is missing")
        #expect(fault(table(["2026-01-01"], [1]))?.contains("no series has two times") == true)
        let centuries = ["0001-01-01T00:00:00", "0001-01-01T00:00:01", "0001-01-01T00:00:02", "9999-01-01"]
        #expect(fault(table(centuries, [1, 2, 3, 4]))?.contains("gaps between 4 rows") == true)
        let data = table(daily(5), [1, 2, 3, 4, 5], [("horizon", .numbers([1, 1, 1, 1, 1]))])
        #expect(fault(data) == "column 'horizon': a feature of forecasts has this name: call the column otherwise")
        for change in [
            { $0.horizon = 0 }, { $0.lags = [0] }, { $0.window = 1 }, { $0.seasonality = 0 }, { $0.target = "day" },
            { $0.target = "z" }, { $0.timeColumn = "z" }, { $0.seriesColumns = ["z"] }, { $0.unknownColumns = ["z"] },
        ] as [(inout ForecastSettings) -> Void] {
            _ = fault(table(daily(5), [1, 2, 3, 4, 5]), change)
        }
        let plain = table(daily(5), [1, 2, 3, 4, 5])
        let features = try ForecastFeatures(ForecastSettings(target: "y", timeColumn: "day", horizon: 2), fitting: plain)
        let far = #expect(throws: TableFault.self) { try features.future(plain, table(["2026-01-08"], [.nan])) }
        #expect(
            far?.description
                == "row 1, column 'day': 2026-01-08 is 3 periods after the last known target, which is of 2026-01-05, and the model looks 2 ahead")
        #expect(throws: TableFault.self) { try features.future(plain, table(["2026-01-05"], [.nan])) }
    }
}
