/// What is to be forecast, and from what: `forecasting` of an automated ML job.
package struct ForecastSettings: Codable, Sendable, Hashable {
    package var target: String
    package var timeColumn: String
    /// `time_series_id_column_names`: rows that have the same in all of them are one series.
    package var seriesColumns: [String]
    /// Periods to look ahead.
    package var horizon: Int
    /// Nil infers it.
    package var frequency: TimeFrequency?
    /// How many periods before the first one that is forecast; empty for none, nil looks for those that tell something.
    package var lags: [Int]?
    /// `target_rolling_window_size`; nil for none.
    package var window: Int?
    /// Periods after which it repeats itself; nil looks for it, 1 is none.
    package var seasonality: Int?
    /// Columns that nobody knows of the future, which are no features.
    package var unknownColumns: Set<String>
    /// Rows that it is trained on at most: where there are more, fewer origins are taken.
    package var maximumRows: Int

    package init(
        target: String, timeColumn: String, seriesColumns: [String] = [], horizon: Int = 1, frequency: TimeFrequency? = nil,
        lags: [Int]? = nil, window: Int? = nil, seasonality: Int? = nil, unknownColumns: Set<String> = [],
        maximumRows: Int = 200_000
    ) {
        self.target = target
        self.timeColumn = timeColumn
        self.seriesColumns = seriesColumns
        self.horizon = horizon
        self.frequency = frequency
        self.lags = lags
        self.window = window
        self.seasonality = seasonality
        self.unknownColumns = unknownColumns
        self.maximumRows = maximumRows
    }

    func check() throws(TableFault) {
        guard (1...10_000).contains(horizon) else { throw TableFault("the horizon is \(horizon): give 1 to 10000 periods") }
        guard (lags ?? []).allSatisfy({ (1...100_000).contains($0) }) else {
            throw TableFault("a lag is a number of periods from 1 up")
        }
        if let window, !(2...100_000).contains(window) {
            throw TableFault("the rolling window is \(window): give at least 2 periods")
        }
        if let seasonality, !(1...100_000).contains(seasonality) {
            throw TableFault("the seasonality is \(seasonality): give the periods after which it repeats itself, or 1 for none")
        }
        guard target != timeColumn, !seriesColumns.contains(target), !seriesColumns.contains(timeColumn) else {
            throw TableFault("the target, the time and the ids of series are different columns", column: target)
        }
    }
}
