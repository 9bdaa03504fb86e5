/// How each of several series goes on by itself: a model that looks at nothing of a row but its series and how far ahead it is.
package struct SeriesForecasts: Sendable, Hashable {
    package struct Series: Codable, Sendable, Hashable {
        package let ids: [String]
        package let model: SeriesModel
    }

    package let method: SeriesMethod
    /// Values of a season; 1 for none.
    package let period: Int
    /// What tells series apart.
    package let idColumns: [String]
    package let series: [Series]
    private let places: [[String]: Int]

    private init(_ method: SeriesMethod, period: Int, idColumns: [String], _ series: [Series]) {
        self.method = method
        self.period = period
        self.idColumns = idColumns
        self.series = series
        places = Dictionary(series.enumerated().map { ($0.element.ids, $0.offset) }) { first, _ in first }
    }

    /// Learns from each series up to its last target; one without any is left out.
    ///
    /// - Parameter isCancelled: is asked between series; `CancellationError` is thrown when it says so.
    init(
        _ method: SeriesMethod, _ features: ForecastFeatures, _ panel: SeriesPanel, isCancelled: () -> Bool = { false }
    ) throws(CancellationError) {
        var series: [Series] = []
        for (ids, history) in zip(panel.names, panel.histories) {
            if isCancelled() { throw CancellationError() }
            if let model = method.fit(history.known.values, period: features.seasonality) {
                series.append(Series(ids: ids, model: model))
            }
        }
        self.init(method, period: features.seasonality, idColumns: features.settings.seriesColumns, series)
    }

    /// The same method, learnt from other histories.
    func goingOn(_ features: ForecastFeatures, _ panel: SeriesPanel) -> SeriesForecasts {
        (try? SeriesForecasts(method, features, panel)) ?? self
    }

    /// A number for each row of a table of forecasts' features.
    ///
    /// Throws where a row is of no series that is known, or does not say how far ahead it is.
    package func predict(_ features: Table) throws(TableFault) -> Matrix {
        let horizon = ForecastFeatures.horizonName
        guard let ahead = features[horizon] else { throw features.unknown(horizon) }
        let distances = try ahead.numbers(named: horizon)
        var texts: [TextColumn] = []
        for name in idColumns {
            guard let column = features[name] else { throw features.unknown(name) }
            texts.append(column.asTexts)
        }
        var answers: [Double] = []
        answers.reserveCapacity(features.rows)
        for row in 0..<features.rows {
            guard let place = places[texts.map { $0[row] ?? "" }] else {
                throw TableFault("nothing is known of its series, from which it could be forecast", row: row + 1)
            }
            guard distances[row] >= 1, distances[row] <= 1e9 else {
                throw TableFault("a forecast is at least one period ahead", row: row + 1, column: horizon)
            }
            answers.append(series[place].model.value(ahead: Int(distances[row])))
        }
        return Matrix(rows: answers.count, columns: 1, values: answers)
    }
}

extension SeriesForecasts: Codable {
    private enum CodingKeys: String, CodingKey {
        case method, period, idColumns, series
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(method, forKey: .method)
        try container.encode(period, forKey: .period)
        try container.encode(idColumns, forKey: .idColumns)
        try container.encode(series, forKey: .series)
    }

    /// What does not fit together is not read.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(SeriesMethod.self, forKey: .method), period: try container.decode(Int.self, forKey: .period),
            idColumns: try container.decode([String].self, forKey: .idColumns),
            try container.decode([Series].self, forKey: .series))
        guard places.count == series.count, series.allSatisfy({ $0.ids.count == idColumns.count && $0.model.isSound }) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a series is there twice, or has nothing to go on with"))
        }
    }
}
