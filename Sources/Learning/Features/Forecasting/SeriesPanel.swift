/// What a table knows of its series, period by period.
struct SeriesPanel: Sendable {
    /// What tells each series apart.
    let names: [[String]]
    let histories: [History]
    /// Of each period of each series, the table's row; -1 for none.
    private let rows: [[Int]]

    init(_ grid: SeriesGrid, _ numbers: [Double]) throws(TableFault) {
        names = grid.names
        let histories = try grid.histories(numbers)
        var rows = histories.map { [Int](repeating: -1, count: $0.values.count) }
        for (row, place) in grid.series.enumerated() { rows[place][grid.periods[row] - histories[place].start] = row }
        self.histories = histories
        self.rows = rows
    }

    private init(names: [[String]], histories: [History], rows: [[Int]]) {
        self.names = names
        self.histories = histories
        self.rows = rows
    }

    func row(of series: Int, at period: Int) -> Int {
        let place = period - histories[series].start
        return rows[series].indices.contains(place) ? rows[series][place] : -1
    }

    /// From the first known target to the last; nil where there is none.
    var periods: ClosedRange<Int>? {
        let known = histories.map(\.known).filter { !$0.values.isEmpty }
        guard let last = known.map({ $0.end - 1 }).max() else { return nil }
        let first = known.map { $0.start + ($0.values.firstIndex { !$0.isNaN } ?? 0) }.min() ?? last
        return first...last
    }

    /// The least and the greatest target.
    var range: ClosedRange<Double>? {
        let known = histories.lazy.flatMap(\.values).filter { !$0.isNaN }
        guard let low = known.min(), let high = known.max() else { return nil }
        return low...high
    }

    /// Periods between a series' first and last target that have none.
    var gaps: Int { histories.reduce(0) { $0 + $1.known.values.drop(while: \.isNaN).count(where: \.isNaN) } }

    /// The last period of a series up to a cutoff that has a target: what its forecasts go out from.
    func origin(of series: Int, upTo cutoff: Int) -> Int? {
        let history = histories[series]
        guard cutoff >= history.start else { return nil }
        let reach = min(cutoff, history.end - 1) - history.start
        return history.values[...reach].lastIndex { !$0.isNaN }.map { history.start + $0 }
    }

    /// As it was known at a period.
    func until(_ cutoff: Int) -> SeriesPanel {
        let cut = histories.map { history in
            History(start: history.start, values: Array(history.values.prefix(max(0, cutoff - history.start + 1))))
        }
        return SeriesPanel(names: names, histories: cut, rows: zip(rows, cut).map { Array($0.prefix($1.values.count)) })
    }
}

/// Periods that are forecast from what was known before them.
struct ForecastWindow: Sendable, Hashable {
    /// The last period that is known.
    let cutoff: Int
    /// The last one that is forecast.
    let end: Int
}
