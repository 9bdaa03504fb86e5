import Domain

/// `forecasting` of an AutoML job.
enum ForecastingFields {
    static var fields: [Field<ForecastingSettings>] {
        [
            .text("time_column_name", \.timeColumn, required: true),
            .value("time_series_id_column_names", \.seriesColumns) { $0.columns($1, "time_series_id_column_names") },
            .value("forecast_horizon", \.horizon) { $0.automatic($1, "forecast_horizon", in: 1...longest) },
            .text("frequency", \.frequency),
            .custom("target_lags") { settings, entry, reading in
                if let lags = reading.lags(entry.value) { settings.targetLags = lags.isEmpty ? nil : lags }
            },
            .value("target_rolling_window_size", \.rollingWindow) {
                $0.automatic($1, "target_rolling_window_size", in: 1...longest)
            },
            .value("seasonality", \.seasonality) { $0.automatic($1, "seasonality", in: 1...longest) },
            .integer("cv_step_size", \.foldStep, in: 1...longest),
            .value("features_unknown_at_forecast_time", \.unknownColumns) {
                $0.columns($1, "features_unknown_at_forecast_time")
            },
            .ignored("country_or_region_for_holidays"), .ignored("feature_lags", unless: ["none"]),
            .ignored("short_series_handling_config", unless: ["auto"]),
            .ignored("target_aggregate_function", unless: ["none"]), .ignored("use_stl", unless: ["none"]),
        ]
    }

    /// Steps in time: more than any series has.
    fileprivate static let longest = 1_000_000
}

extension Reading {
    /// One number or a list of them; empty for `auto`.
    fileprivate func lags(_ node: DocumentNode) -> [Int]? {
        guard let items = node.items else {
            if node.scalar?.text.lowercased() == "auto" { return [] }
            return automatic(node, "target_lags", in: 1...ForecastingFields.longest).map { [$0] }
        }
        let lags = items.compactMap { integer($0, "target_lags", in: 1...ForecastingFields.longest) }
        return lags.count == items.count && !lags.isEmpty ? Array(Set(lags)).sorted() : nil
    }
}
