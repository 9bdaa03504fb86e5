/// What a model keeps of its series, from which their future is forecast: as many of the last targets of each as features are
/// made of, and no more.
package struct ForecastHistory: Sendable, Hashable {
    package struct Series: Codable, Sendable, Hashable {
        package let ids: [String]
        /// The period of the last value, which is a number.
        package let end: Int
        /// NaN is missing.
        package let values: [Double]
    }

    package let features: ForecastFeatures
    package let series: [Series]
    private let places: [[String]: Int]

    /// Series without any target are left out.
    init(_ features: ForecastFeatures, _ panel: SeriesPanel) {
        let reach = features.reach
        self.init(
            features,
            zip(panel.names, panel.histories).compactMap { ids, history in
                let known = history.known
                return known.values.isEmpty ? nil : Series(ids: ids, end: known.end - 1, values: known.values.suffix(reach))
            })
    }

    private init(_ features: ForecastFeatures, _ series: [Series]) {
        self.features = features
        self.series = series
        places = Dictionary(series.enumerated().map { ($0.element.ids, $0.offset) }) { first, _ in first }
    }

    private var settings: ForecastSettings { features.settings }

    /// The columns that must be known of a row that is to be forecast: the time, the ids of series, and what else is a feature.
    package var columnNames: [String] { features.columns }

    /// The features of each row that is to be forecast, in their order; several may ask for the same.
    ///
    /// Throws for a row of a series without history, and one that is not within the horizon.
    package func features(_ future: Table) throws(TableFault) -> Table {
        let grid = try SeriesGrid(
            future, settings, known: (features.frequency, features.origin, features.order), isAsked: true)
        let known = grid.names.map { places[$0] }
        var origins: [Int] = []
        for row in 0..<future.rows {
            guard let place = known[grid.series[row]] else {
                let name = grid.names[grid.series[row]]
                let which = name.isEmpty ? "it" : "the series \(name.map { "'\($0)'" }.joined(separator: ", "))"
                throw TableFault(
                    "nothing is known of \(which) before, from which it could be forecast", row: row + 1,
                    column: settings.seriesColumns.first)
            }
            let distance = grid.periods[row] - series[place].end
            guard distance >= 1, distance <= settings.horizon else {
                let what =
                    distance < 1 ? "is not after the last known target" : "is \(distance) periods after the last known target"
                let moment = features.frequency.moment(at: grid.periods[row], from: features.origin)
                let last = features.frequency.moment(at: series[place].end, from: features.origin)
                throw TableFault(
                    "\(moment) \(what), which is of \(last), and the model looks \(settings.horizon) ahead", row: row + 1,
                    column: settings.timeColumn)
            }
            origins.append(series[place].end)
        }
        let histories = series.map { History(start: $0.end - $0.values.count + 1, values: $0.values) }
        return try features.features(
            future, Array(0..<future.rows), histories, series: grid.series.map { known[$0] ?? 0 }, origins: origins,
            periods: grid.periods)
    }

    /// The times and the ids of series of all periods within the horizon.
    package func periodsAhead() -> Table {
        var (times, ids) = ([String](), [[String]](repeating: [], count: settings.seriesColumns.count))
        for series in series {
            for step in 1...settings.horizon {
                times.append(features.frequency.moment(at: series.end + step, from: features.origin).description)
                for (column, id) in series.ids.enumerated() { ids[column].append(id) }
            }
        }
        return Table(
            names: [settings.timeColumn] + settings.seriesColumns,
            columns: [.texts(TextColumn(times))] + ids.map { .texts(TextColumn($0)) })
    }
}

extension ForecastHistory: Codable {
    private enum CodingKeys: String, CodingKey {
        case features, series
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(features, forKey: .features)
        try container.encode(series, forKey: .series)
    }

    /// What does not fit together is not read.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(ForecastFeatures.self, forKey: .features), try container.decode([Series].self, forKey: .series))
        if let flaw {
            throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "the history \(flaw)"))
        }
    }

    private static let farthest = 1_000_000_000_000

    /// What of it does not fit together, as the end of a sentence.
    private var flaw: String? {
        let length =
            switch features.frequency {
            case .seconds(let length): length
            case .months(let length, _): length
            }
        guard (1...Self.farthest).contains(length), abs(features.origin.days) < 10_000_000,
            (0..<86_400).contains(features.origin.secondOfDay)
        else { return "has times that are no times" }
        do throws(TableFault) { try settings.check() } catch { return "is asked for what cannot be: \(error.message)" }
        guard (1...100_000).contains(features.seasonality), features.lags.allSatisfy({ (1...100_000).contains($0) }) else {
            return "has lags or a season of no periods"
        }
        guard ([settings.timeColumn] + settings.seriesColumns).allSatisfy(features.columns.contains),
            Set(features.names).count == features.names.count
        else { return "does not name its columns" }
        guard places.count == series.count else { return "has a series twice" }
        // So that no count of periods leaves what integers hold, and no moment the calendar.
        let most = Self.farthest / length
        for series in series {
            guard series.ids.count == settings.seriesColumns.count, abs(series.end) <= most,
                series.values.last?.isFinite == true, series.values.allSatisfy({ !$0.isInfinite })
            else { return "has a series without an end" }
        }
        return nil
    }
}
