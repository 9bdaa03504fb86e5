/// Features of forecasts, each made directly for its period: what is known at an origin, how far ahead of it the period is, and
/// what is known of the period itself.
package struct ForecastFeatures: Codable, Sendable, Hashable {
    package let settings: ForecastSettings
    package let frequency: TimeFrequency
    /// The moment that periods are counted from.
    package let origin: Moment
    /// Periods after which series repeat themselves; 1 for none.
    package let seasonality: Int
    /// Columns of the data that are features, with the time and the ids of series.
    package let columns: [String]

    package struct Training: Sendable {
        package let features: Table
        package let targets: [Double]
        /// Of each row: the period that is forecast, for splits by rolling origins.
        package let periods: [Int]
        package let series: [Int]
    }

    /// Sees the frequency and the seasonality where they are not given.
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
        seasonality = settings.seasonality ?? Seasonality.of(histories)
        columns = table.names.filter { $0 != settings.target && !settings.unknownColumns.contains($0) }
        let own = Self.names(settings, seasonality)
        if let twice = columns.first(where: own.contains) {
            throw TableFault("a feature of forecasts has this name: call the column otherwise", column: twice)
        }
    }

    private static func names(_ settings: ForecastSettings, _ seasonality: Int) -> [String] {
        let target = settings.target
        return ["horizon"] + settings.lags.map { "\(target).lag.\($0)" }
            + (settings.window.map { size in ["mean", "least", "most"].map { "\(target).\($0).\(size)" } } ?? [])
            + (seasonality > 1 ? ["\(target).season"] : [])
    }

    /// A row for each origin and each period that its forecasts reach, where a target is known.
    package func training(_ table: Table) throws(TableFault) -> Training {
        let grid = try SeriesGrid(table, settings, known: (frequency, origin))
        guard let target = table[settings.target] else { throw table.unknown(settings.target) }
        let histories = try grid.histories(try target.numbers(named: settings.target))
        var rowOf = histories.map { [Int](repeating: -1, count: $0.values.count) }
        for row in 0..<table.rows { rowOf[grid.series[row]][grid.periods[row] - histories[grid.series[row]].start] = row }

        let whole = histories.reduce(0) { $0 + $1.values.count * settings.horizon }
        let stride = max(1, (whole + settings.maximumRows - 1) / max(1, settings.maximumRows))
        var (rows, origins) = ([Int](), [Int]())
        var (targets, periods, series) = ([Double](), [Int](), [Int]())
        for (place, history) in histories.enumerated() {
            for origin in Swift.stride(from: history.end - 2, through: history.start, by: -stride).reversed() {
                for period in origin + 1..<min(origin + settings.horizon + 1, history.end) where !history[period].isNaN {
                    rows.append(rowOf[place][period - history.start])
                    origins.append(origin)
                    targets.append(history[period])
                    periods.append(period)
                    series.append(place)
                }
            }
        }
        guard !rows.isEmpty else { throw TableFault("no series has two targets, of which one could be forecast from the other") }
        let features = try features(table, rows, histories, series: series, origins: origins, periods: periods)
        return Training(features: features, targets: targets, periods: periods, series: series)
    }

    /// The features of each row that is to be forecast, in their order.
    /// - Parameters:
    ///   - history: the rows with targets before.
    ///   - future: the times, the ids of series, and all other columns that the features are made of.
    ///
    /// Throws for a row of a series without history, and one that is not within the horizon.
    package func future(_ history: Table, _ future: Table) throws(TableFault) -> Table {
        let past = try SeriesGrid(history, settings, known: (frequency, origin))
        guard let target = history[settings.target] else { throw history.unknown(settings.target) }
        let histories = try past.histories(try target.numbers(named: settings.target)).map(\.known)
        let ahead = try SeriesGrid(future, settings, known: (frequency, origin))
        let places = Dictionary(uniqueKeysWithValues: past.names.enumerated().map { ($0.element, $0.offset) })
        var (series, origins) = ([Int](), [Int]())
        for row in 0..<future.rows {
            let name = ahead.names[ahead.series[row]]
            guard let place = places[name], !histories[place].values.isEmpty else {
                let which = name.isEmpty ? "it" : "the series \(name.map { "'\($0)'" }.joined(separator: ", "))"
                throw TableFault("nothing is known of \(which) before, from which it could be forecast", row: row + 1)
            }
            let origin = histories[place].end - 1
            let distance = ahead.periods[row] - origin
            guard distance >= 1, distance <= settings.horizon else {
                let what =
                    distance < 1 ? "is not after the last known target" : "is \(distance) periods after the last known target"
                throw TableFault(
                    "\(frequency.moment(at: ahead.periods[row], from: self.origin)) \(what), "
                        + "and the model looks \(settings.horizon) ahead", row: row + 1, column: settings.timeColumn)
            }
            series.append(place)
            origins.append(origin)
        }
        return try features(future, Array(0..<future.rows), histories, series: series, origins: origins, periods: ahead.periods)
    }

    /// The times and the ids of series of all periods within the horizon after a history.
    package func periodsAhead(_ history: Table) throws(TableFault) -> Table {
        let past = try SeriesGrid(history, settings, known: (frequency, origin))
        guard let target = history[settings.target] else { throw history.unknown(settings.target) }
        let histories = try past.histories(try target.numbers(named: settings.target)).map(\.known)
        var (times, ids) = ([String](), [[String]](repeating: [], count: settings.seriesColumns.count))
        for (place, history) in histories.enumerated() where !history.values.isEmpty {
            for step in 0..<settings.horizon {
                times.append(frequency.moment(at: history.end + step, from: origin).description)
                for (column, id) in past.names[place].enumerated() { ids[column].append(id) }
            }
        }
        return Table(
            names: [settings.timeColumn] + settings.seriesColumns,
            columns: [.texts(TextColumn(times))] + ids.map { .texts(TextColumn($0)) })
    }

    private func features(
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
        for lag in settings.lags { own.append(places.map { histories[series[$0]][origins[$0] + 1 - lag] }) }
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
        for (name, values) in zip(Self.names(settings, seasonality), own) { result = result.setting(name, to: .numbers(values)) }
        return result
    }
}
