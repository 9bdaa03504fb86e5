import Foundation
import Testing

@testable import Learning

@Suite struct SeriesTests {
    private struct Series: Decodable {
        let values, seasonal, plain: [Double]
        let bestError: Double

        private enum CodingKeys: String, CodingKey {
            case values, seasonal, plain
            case bestError = "best_error"
        }
    }

    private func reference() throws -> Series {
        let file = try #require(Bundle.module.resourceURL).appending(path: "References/series.json")
        return try JSONDecoder().decode(Series.self, from: Data(contentsOf: file))
    }

    @Test func baselinesGoOnAsTheySay() {
        let values: [Double] = [1, 2, 3, 4, 5, 9]
        #expect(SeriesMethod.naive.fit(values)?.forecast(2) == [9, 9])
        #expect(SeriesMethod.average.fit(values)?.forecast(2) == [4, 4])
        #expect(SeriesMethod.seasonalNaive.fit(values, period: 3)?.forecast(4) == [4, 5, 9, 4])
        #expect(SeriesMethod.seasonalAverage.fit(values, period: 3)?.forecast(4) == [2.5, 3.5, 6, 2.5])
        // The season goes on where the values end.
        #expect(SeriesMethod.seasonalAverage.fit(values + [7], period: 3)?.forecast(3) == [3.5, 6, 4])
        // One season is none.
        #expect(SeriesMethod.seasonalNaive.fit([1, 2, 3], period: 3)?.forecast(1) == [3])
        #expect(SeriesMethod.naive.fit([1, 2, .nan])?.forecast(1) == [2])
        #expect(SeriesMethod.naive.fit([.nan]) == nil && SeriesMethod.average.fit([]) == nil)
    }

    @Test func smoothingFollowsAsStatsmodelsDoes() throws {
        let reference = try reference()
        var seasonal = ExponentialSmoothing(
            .init(level: 0.4, trend: 0.1, season: 0.2), level: 10, trend: 0.3, season: [0, 2, 4, 5, 4, 2, 0, -2, -4, -5, -4, -2])
        seasonal.follow(reference.values)
        try expectAlike(seasonal.forecast(11), reference.seasonal, within: 1e-9)
        var plain = ExponentialSmoothing(.init(level: 0.4, trend: 0.1, season: 0), level: 10, trend: 0.3, season: [])
        plain.follow(reference.values)
        try expectAlike(plain.forecast(5), reference.plain, within: 1e-9)
    }

    @Test func theSharesAreFoundThatTellBest() throws {
        let reference = try reference()
        func error(_ method: SeriesMethod) -> Double {
            let told = SeriesBacktest(horizon: 12, folds: 1).run(method, reference.values, period: 12)
            #expect(told.places == Array(48..<60))
            return RegressionScores(told.targets, predicted: told.told).byName["root_mean_squared_error"] ?? .nan
        }
        // Not far from what statsmodels finds, and far better than what knows no trend.
        #expect(error(.exponentialSmoothing) < reference.bestError * 1.15)
        #expect(error(.exponentialSmoothing) < error(.seasonalNaive) / 2 && error(.seasonalNaive) < error(.naive))
        // A line goes on as a line.
        let line = SeriesMethod.exponentialSmoothing.fit((0..<20).map { 3 + 2 * Double($0) })
        try expectAlike(line?.forecast(3) ?? [], [43, 45, 47], within: 1e-6)
        #expect(SeriesMethod.exponentialSmoothing.fit([5])?.forecast(2) == [5, 5])
    }

    @Test func aBacktestLearnsOnlyFromWhatCameBefore() {
        let values = (0..<10).map { Double($0) }
        let told = SeriesBacktest(horizon: 2, folds: 3).run(.naive, values)
        #expect(told.places == [4, 5, 6, 7, 8, 9] && told.told == [3, 3, 5, 5, 7, 7])
        #expect(SeriesBacktest(horizon: 2, folds: 9).run(.naive, values).places.first == 2)
        #expect(SeriesBacktest(horizon: 5).run(.naive, [1, 2]).places.isEmpty)
        #expect(SeriesBacktest(horizon: 2, folds: 1).run(.naive, [1, 2, .nan, 4]).targets == [4])
    }

    @Test func forecastsAlgorithmsHaveTheirMethod() {
        let known = Algorithm.allCases.filter { SeriesMethod($0) != nil }
        #expect(known == Algorithm.allCases.filter { $0.tasks == [.forecasting] } && known.count == SeriesMethod.allCases.count)
    }
}
