/// What the rows of a set of forecasts are made of: each is a period of a series, as it looks from an earlier one.
package struct ForecastSource: Sendable {
    /// The last period that a row knows, and the one that it forecasts.
    struct Row: Sendable, Hashable {
        let series: Int
        let origin: Int
        let period: Int
    }

    package let features: ForecastFeatures
    /// Times, ids of series and all that is known of the future: what a model is asked with, row by row of the data.
    package let asked: Table
    let target: Column
    let panel: SeriesPanel
    let rows: [Row]
    /// The oldest first, one for each split of the set.
    let folds: [Fold]

    /// A whole model of one that answers features: with what is known of the series now.
    func model(_ core: LearnedModel) -> LearnedModel { .forecast(ForecastHistory(features, panel), core) }

    /// How each series goes on after what is known up to a period; after all without one.
    func baseline(_ method: SeriesMethod, upTo cutoff: Int?, _ isCancelled: () -> Bool) throws -> LearnedModel {
        .series(try SeriesForecasts(method, features, cutoff.map { panel.until($0) } ?? panel, isCancelled: isCancelled))
    }

    /// What a method says of some rows, learning each time from the series up to the row's origin.
    func answers(_ method: SeriesMethod, _ places: [Int], _ isCancelled: () -> Bool) throws -> Matrix {
        struct Start: Hashable {
            let series: Int
            let origin: Int
        }
        var known: [Start: SeriesModel] = [:]
        var answers: [Double] = []
        for place in places {
            let row = rows[place]
            let start = Start(series: row.series, origin: row.origin)
            if known[start] == nil {
                if isCancelled() { throw CancellationError() }
                let history = panel.histories[row.series]
                let values = history.values.prefix(row.origin - history.start + 1)
                known[start] = method.fit(Array(values), period: features.seasonality)
            }
            guard let model = known[start] else {
                let moment = features.frequency.moment(at: row.period, from: features.origin)
                throw TrialFault("nothing is known of a series before \(moment)")
            }
            answers.append(model.value(ahead: row.period - row.origin))
        }
        return Matrix(rows: answers.count, columns: 1, values: answers)
    }

    /// The next periods after the data, with what else is asked as the last row of each series has it.
    var example: Table {
        let history = ForecastHistory(features, panel)
        let next = history.periodsAhead()
        var last: [[String]: Int] = [:]
        for (place, series) in panel.histories.enumerated() {
            if let end = panel.origin(of: place, upTo: series.end) { last[panel.names[place]] = panel.row(of: place, at: end) }
        }
        let horizon = features.settings.horizon
        let rows = history.series.flatMap { [Int](repeating: last[$0.ids] ?? 0, count: horizon) }
        return Table(
            names: asked.names,
            columns: zip(asked.names, asked.columns).map { name, column in
                name == features.settings.timeColumn ? next[name] ?? column : column.selecting(rows)
            })
    }

    /// Rows that trials are scored on, and those that they learn from before.
    struct Fold: Sendable {
        /// Rows of later periods are not trained on.
        let cutoff: Int
        /// One after the other, each a horizon long at most.
        let windows: [ForecastWindow]
    }

    func split(_ fold: Fold) throws(TableFault) -> Split {
        var wanted: Set<Row> = []
        for window in fold.windows {
            for series in panel.histories.indices {
                guard let origin = panel.origin(of: series, upTo: window.cutoff) else { continue }
                for period in window.cutoff + 1...window.end {
                    wanted.insert(Row(series: series, origin: origin, period: period))
                }
            }
        }
        let split = Split(
            training: rows.indices.filter { rows[$0].period <= fold.cutoff },
            validation: rows.indices.filter { wanted.contains(rows[$0]) })
        let moment = features.frequency.moment(at: fold.cutoff, from: features.origin)
        guard !split.training.isEmpty else {
            throw TableFault(
                "no series has two targets up to \(moment), from which its later ones could be forecast: take fewer folds")
        }
        guard !split.validation.isEmpty else {
            throw TableFault("no series goes on after \(moment), so that a forecast could be scored: take fewer folds")
        }
        return split
    }
}
