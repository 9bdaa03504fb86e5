import Domain
import Learning
import Scoring
import Testing

@testable import Engine

/// What a forecasting job's settings become, and what its model is asked with.
@Suite struct ForecastDataTests {
    private func table(_ days: Range<Int>) -> Table {
        let first = Moment(year: 2026, month: 1, day: 5)?.days ?? 0
        return Table(
            names: ["day", "shop", "price", "sold"],
            columns: [
                .texts(TextColumn(days.map { Moment(days: first + $0).description })), .numbers(days.map { _ in 7 }),
                .numbers(days.map { Double($0 % 3) + 0.5 }), .numbers(days.map { Double(($0 * 37) % 11) }),
            ])
    }

    private func work(_ forecasting: ForecastingSettings?, testShare: Double? = nil, foldCount: Int? = nil) -> AutoMLWork {
        AutoMLWork(
            task: .forecasting, targetColumn: "sold", primaryMetric: "normalized_root_mean_squared_error", isHigherBetter: false,
            trainingData: DataInput(location: .local("/data/sold.csv")), testShare: testShare, foldCount: foldCount,
            forecasting: forecasting)
    }

    @Test func settingsAreAsTheJobSays() throws {
        let plain = try AutoMLProblem(work(ForecastingSettings(timeColumn: "day")), seed: 1)
        #expect(plain.forecast == ForecastSettings(target: "sold", timeColumn: "day", horizon: 1, lags: []))
        #expect(plain.foldStep == nil && plain.validation == .automatic)
        #expect(plain.algorithms.contains(.naive) && plain.algorithms.contains(.elasticNet) && !plain.algorithms.contains(.logisticRegression))
        let whole = try AutoMLProblem(
            work(
                ForecastingSettings(
                    timeColumn: "day", seriesColumns: ["shop"], horizon: 14, targetLags: nil, rollingWindow: 7, seasonality: 7,
                    frequency: "D", foldStep: 2, unknownColumns: ["price"]), foldCount: 3), seed: 1)
        #expect(
            whole.forecast
                == ForecastSettings(
                    target: "sold", timeColumn: "day", seriesColumns: ["shop"], horizon: 14, frequency: TimeFrequency(named: "D"),
                    lags: nil, window: 7, seasonality: 7, unknownColumns: ["price"]))
        #expect(whole.foldStep == 2 && whole.validation == .folds(3))
        let fault = #expect(throws: TableFault.self) {
            try AutoMLProblem(work(ForecastingSettings(timeColumn: "day", frequency: "fortnight")), seed: 1)
        }
        #expect(fault?.message.hasPrefix("'fortnight' is no frequency") == true)
    }

    @Test func aModelIsAskedOfTheFuture() throws {
        let settings = ForecastingSettings(timeColumn: "day", seriesColumns: ["shop"], horizon: 3, targetLags: [1])
        let data = try AutoMLData(
            work(settings, testShare: 0.2), training: table(0..<40), validation: nil, test: nil, trees: nil, seed: 1)
        #expect(
            data.columns == [
                ModelColumn(name: "day", kind: .datetime), ModelColumn(name: "shop", kind: .long),
                ModelColumn(name: "price", kind: .double),
            ])
        // The newest eight days are the test, and the example comes before them.
        #expect(data.test == table(32..<40) && data.classes == nil && data.set.asked.rows == 32)
        #expect(data.set.example["day"] == table(32..<35)["day"] && data.set.example["shop"] == .numbers([7, 7, 7]))
        #expect(data.notes.contains { $0.hasPrefix("1 series from 2026-01-05 to 2026-02-05, 1 day apart") })
        let outcome = try Trial(data.set, trees: nil).run(Recipe(.naive))
        #expect(try data.set.scores(of: outcome.model, on: table(32..<40))["mean_absolute_error"] != nil)
        let fault = #expect(throws: TableFault.self) {
            try AutoMLData(work(nil), training: table(0..<40), validation: nil, test: nil, trees: nil, seed: 1)
        }
        #expect(fault?.message.contains("time_column_name") == true)
    }
}
