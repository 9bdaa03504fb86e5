/// `forecasting` of an `automl` job. Nil lets the data decide (`auto`).
package struct ForecastingSettings: Codable, Sendable, Hashable {
    package var timeColumn: String
    package var seriesColumns: [String]
    package var horizon: Int?
    /// In steps before the moment that is forecast; empty for none.
    package var targetLags: [Int]?
    package var rollingWindow: Int?
    package var seasonality: Int?
    /// A pandas offset alias: `D`, `W`, `MS`, `h`.
    package var frequency: String?
    package var foldStep: Int?
    /// Not known for the time to come, so nothing a model may look at then.
    package var unknownColumns: [String]

    package init(
        timeColumn: String, seriesColumns: [String] = [], horizon: Int? = nil, targetLags: [Int]? = [],
        rollingWindow: Int? = nil, seasonality: Int? = nil, frequency: String? = nil, foldStep: Int? = nil,
        unknownColumns: [String] = []
    ) {
        self.timeColumn = timeColumn
        self.seriesColumns = seriesColumns
        self.horizon = horizon
        self.targetLags = targetLags
        self.rollingWindow = rollingWindow
        self.seasonality = seasonality
        self.frequency = frequency
        self.foldStep = foldStep
        self.unknownColumns = unknownColumns
    }
}
