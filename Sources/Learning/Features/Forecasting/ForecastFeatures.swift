/// Features of forecasts, each made directly for its period: what is known at an origin, how far ahead of it the period is, and
/// what is known of the period itself.
package struct ForecastFeatures: Codable, Sendable, Hashable {
    package let settings: ForecastSettings
    package let frequency: TimeFrequency
    /// The moment that periods are counted from.
    package let origin: Moment
    /// That times are written in.
    package let order: DateOrder
    /// Periods after which series repeat themselves; 1 for none.
    package let seasonality: Int
    /// Those given, or those that tell something.
    package let lags: [Int]
    /// Columns of the data that are features, with the time and the ids of series.
    package private(set) var columns: [String]

    /// Of the feature that says how many periods after the last known target a row is.
    static let horizonName = "horizon"

    package struct Training: Sendable {
        package let features: Table
        package let targets: [Double]
        /// Of each row: the period that is forecast, for splits by rolling origins.
        package let periods: [Int]
        package let series: [Int]
        /// The last period that each row knows the target of.
        package let origins: [Int]
        /// The table's row of each, from 0.
        package let rows: [Int]
    }

    /// Sees the frequency, the seasonality and the lags where they are not given.
    ///
    /// Throws where a column is not there, times are not regular or twice there, or a target is no number.
    package init(_ settings: ForecastSettings, fitting table: Table) throws(TableFault) {
        try settings.check()
        let grid = try SeriesGrid(table, settings)
        guard let target = table[settings.target] else { throw table.unknown(settings.target) }
        let histories = try grid.histories(try target.numbers(named: settings.target))
        for name in settings.unknownColumns.sorted() where table[name] == nil { throw table.unknown(name) }
        self.settings = settings
        frequency = grid.frequency
        origin = grid.origin
        order = grid.order
        seasonality = settings.seasonality ?? Seasonality.of(histories)
        lags = settings.lags ?? TargetLags.of(histories)
        columns = table.names.filter { name in
            name == settings.timeColumn || settings.seriesColumns.contains(name)
                || name != settings.target && !settings.unknownColumns.contains(name)
        }
        let own = ownNames
        if let twice = columns.first(where: own.contains) {
            throw TableFault("a feature of forecasts has this name: call the column otherwise", column: twice)
        }
    }

    /// Of the features that are made of the target's past.
    var ownNames: [String] {
        let target = settings.target
        return [Self.horizonName] + lags.map { "\(target).lag.\($0)" }
            + (settings.window.map { size in ["mean", "least", "most"].map { "\(target).\($0).\(size)" } } ?? [])
            + (seasonality > 1 ? ["\(target).season"] : [])
    }

    /// Of all features, as its tables have them.
    package var names: [String] { columns + ownNames }

    /// How many of a series' last targets the features of its future are made of.
    var reach: Int { max(1, lags.max() ?? 1, settings.window ?? 1, seasonality) }

    /// With fewer columns of the data as features; the time and the ids of series stay.
    func leavingOut(_ names: Set<String>) -> ForecastFeatures {
        var result = self
        let needed = Set([settings.timeColumn] + settings.seriesColumns)
        result.columns = columns.filter { needed.contains($0) || !names.contains($0) }
        return result
    }

    /// What a table knows of its series.
    func panel(_ table: Table) throws(TableFault) -> SeriesPanel {
        guard let target = table[settings.target] else { throw table.unknown(settings.target) }
        return try SeriesPanel(
            SeriesGrid(table, settings, known: (frequency, origin, order)), try target.numbers(named: settings.target))
    }

    /// A row for each origin and each period that its forecasts reach, where a target is known.
    package func training(_ table: Table) throws(TableFault) -> Training {
        try training(table, try panel(table), windows: [])
    }

    /// - Parameter windows: of forecasts that are scored: their origins are among those of the rows, however few are taken.
    func training(_ table: Table, _ panel: SeriesPanel, windows: [ForecastWindow]) throws(TableFault) -> Training {
        let histories = panel.histories
        let whole = histories.reduce(0) { $0 + $1.values.count * settings.horizon }
        var stride = max(1, (whole + settings.maximumRows - 1) / max(1, settings.maximumRows))
        // Or all origins would be of one place of the season.
        while Self.haveCommonFactor(stride, seasonality) { stride += 1 }
        var (rows, origins) = ([Int](), [Int]())
        var (targets, periods, series) = ([Double](), [Int](), [Int]())
        for (place, history) in histories.enumerated() {
            let regular = Swift.stride(from: history.end - 2, through: history.start, by: -stride)
            let scored = windows.compactMap { panel.origin(of: place, upTo: $0.cutoff) }
            for origin in Set(regular).union(scored).sorted() where origin + 1 < history.end {
                for period in origin + 1..<min(origin + settings.horizon + 1, history.end) where !history[period].isNaN {
                    rows.append(panel.row(of: place, at: period))
                    origins.append(origin)
                    targets.append(history[period])
                    periods.append(period)
                    series.append(place)
                }
            }
        }
        guard !rows.isEmpty else { throw TableFault("no series has two targets, of which one could be forecast from the other") }
        let features = try features(table, rows, histories, series: series, origins: origins, periods: periods)
        return Training(
            features: features, targets: targets, periods: periods, series: series, origins: origins, rows: rows)
    }

    private static func haveCommonFactor(_ one: Int, _ other: Int) -> Bool {
        var (one, other) = (one, other)
        while other != 0 { (one, other) = (other, one % other) }
        return one > 1
    }

    /// The features of each row that is to be forecast, in their order.
    /// - Parameters:
    ///   - history: the rows with targets before.
    ///   - future: the times, the ids of series, and all other columns that the features are made of.
    ///
    /// Throws for a row of a series without history, and one that is not within the horizon.
    package func future(_ history: Table, _ future: Table) throws(TableFault) -> Table {
        try ForecastHistory(self, try panel(history)).features(future)
    }

    /// The times and the ids of series of all periods within the horizon after a history.
    package func periodsAhead(_ history: Table) throws(TableFault) -> Table {
        ForecastHistory(self, try panel(history)).periodsAhead()
    }

    /// - Parameter rows: of the table, one for each series, origin and period.
    func features(
        _ table: Table, _ rows: [Int], _ histories: [History], series: [Int], origins: [Int], periods: [Int]
    ) throws(TableFault) -> Table {
        var result = Table(names: [], columns: [])
        for name in columns {
            guard let column = table[name] else { throw table.unknown(name) }
            if name == settings.timeColumn {
                result = result.setting(
                    name, to: .texts(TextColumn(periods.lazy.map { frequency.moment(at: $0, from: origin).description })))
            } else if settings.seriesColumns.contains(name) {
                result = result.setting(name, to: .texts(column.selecting(rows).asTexts))
            } else {
                result = result.setting(name, to: column.selecting(rows))
            }
        }
        let places = rows.indices
        var own: [[Double]] = [places.map { Double(periods[$0] - origins[$0]) }]
        for lag in lags { own.append(places.map { histories[series[$0]][origins[$0] + 1 - lag] }) }
        if let window = settings.window {
            let known = places.map { place in
                (0..<window).lazy.map { histories[series[place]][origins[place] - $0] }.filter { !$0.isNaN }
            }
            own.append(
                known.map { values in
                    let count = values.count { _ in true }
                    return count == 0 ? .nan : values.reduce(0, +) / Double(count)
                })
            own.append(known.map { $0.min() ?? .nan })
            own.append(known.map { $0.max() ?? .nan })
        }
        if seasonality > 1 {
            // The last one known that many seasons before.
            own.append(
                places.map { place in
                    let distance = periods[place] - origins[place]
                    return histories[series[place]][periods[place] - (distance + seasonality - 1) / seasonality * seasonality]
                })
        }
        for (name, values) in zip(ownNames, own) { result = result.setting(name, to: .numbers(values)) }
        return result
    }
}
