/// The rows of a table as series on a regular grid of times.
struct SeriesGrid {
    let frequency: TimeFrequency
    /// The moment of period 0.
    let origin: Moment
    /// Of each row.
    let periods: [Int]
    /// Of each row, by its place in the names.
    let series: [Int]
    /// What tells each series apart.
    let names: [[String]]
    /// That times are written in.
    let order: DateOrder

    /// Throws for a time that is missing, no date, or between two of the grid, and for a series that has a time twice.
    /// - Parameters:
    ///   - known: of a grid that this one goes on with.
    ///   - isAsked: the rows are to be forecast, where several may ask for the same.
    init(
        _ table: Table, _ settings: ForecastSettings, known: (frequency: TimeFrequency, origin: Moment, order: DateOrder)? = nil,
        isAsked: Bool = false
    ) throws(TableFault) {
        guard table.rows > 0 else { throw TableFault("there are no rows") }
        let (moments, dateOrder) = try Self.moments(table, settings.timeColumn, known?.order)
        let (series, names) = try Self.series(table, settings.seriesColumns)
        let order = (0..<table.rows).sorted { (series[$0], moments[$0], $0) < (series[$1], moments[$1], $1) }
        for (before, row) in zip(order, order.dropFirst())
        where !isAsked && series[before] == series[row] && moments[before] == moments[row] {
            let whose =
                names[series[row]].isEmpty ? "" : " of the series \(names[series[row]].map { "'\($0)'" }.joined(separator: ", "))"
            throw TableFault(
                "\(moments[row]) is there twice\(whose), first in row \(before + 1): "
                    + "say which columns tell series apart, or leave one out",
                row: row + 1, column: settings.timeColumn)
        }
        let frequency: TimeFrequency
        if let known {
            frequency = known.frequency
        } else if let given = settings.frequency {
            frequency = given.seen(in: moments)
        } else {
            var times = [[Moment]](repeating: [], count: names.count)
            for row in order { times[series[row]].append(moments[row]) }
            guard let inferred = TimeFrequency.inferred(times) else {
                throw TableFault(
                    "no series has two times, from which a frequency could be seen: give it", column: settings.timeColumn)
            }
            frequency = inferred
        }
        let origin = known?.origin ?? moments.min() ?? moments[0]
        var periods: [Int] = []
        for (row, moment) in moments.enumerated() {
            guard let period = frequency.period(of: moment, from: origin) else {
                throw TableFault(
                    "\(moment) is off the regular times, which begin with \(origin) and are \(frequency) apart: "
                        + "correct it, or give the frequency",
                    row: row + 1, column: settings.timeColumn)
            }
            periods.append(period)
        }
        (self.frequency, self.origin, self.periods, self.series, self.names) = (frequency, origin, periods, series, names)
        self.order = dateOrder
    }

    private static func moments(
        _ table: Table, _ name: String, _ known: DateOrder?
    ) throws(TableFault) -> (moments: [Moment], order: DateOrder) {
        guard let column = table[name] else { throw table.unknown(name) }
        let texts = column.asTexts
        guard let order = known ?? FeaturePlanner.dates(texts).order else { throw TableFault(FeaturePlanner.ambiguous, column: name) }
        let byCode = texts.values.map { Moment($0, order: order) }
        var moments: [Moment] = []
        for (row, code) in texts.codes.enumerated() {
            guard code >= 0 else { throw TableFault("the time is missing", row: row + 1, column: name) }
            guard let moment = byCode[Int(code)] else {
                throw TableFault(
                    "'\(texts.values[Int(code)].shortened)' is no date: write it as 2026-11-30", row: row + 1, column: name)
            }
            moments.append(moment)
        }
        return (moments, order)
    }

    private static func series(_ table: Table, _ columns: [String]) throws(TableFault) -> (rows: [Int], names: [[String]]) {
        var texts: [TextColumn] = []
        for name in columns {
            guard let column = table[name] else { throw table.unknown(name) }
            let ids = column.asTexts
            if let row = ids.codes.firstIndex(where: { $0 < 0 }) {
                throw TableFault("the id of the series is missing", row: row + 1, column: name)
            }
            texts.append(ids)
        }
        var (places, names) = ([[Int32]: Int](), [[String]]())
        let rows = (0..<table.rows).map { row in
            let key = texts.map { $0.codes[row] }
            if let place = places[key] { return place }
            places[key] = names.count
            names.append(texts.compactMap { $0[row] })
            return names.count - 1
        }
        return (rows, names)
    }

    /// The target of each series from its first time to its last; what is not there is missing.
    func histories(_ numbers: [Double]) throws(TableFault) -> [History] {
        var (first, last) = ([Int](repeating: .max, count: names.count), [Int](repeating: .min, count: names.count))
        for (row, place) in series.enumerated() {
            first[place] = min(first[place], periods[row])
            last[place] = max(last[place], periods[row])
        }
        let whole = zip(first, last).reduce(0) { $0 + ($1.1 - $1.0 + 1) }
        guard whole <= 20 * series.count + 100_000 else {
            throw TableFault(
                "the times are \(frequency) apart and would leave \(whole - series.count) gaps between \(series.count) rows: "
                    + "give the frequency"
            )
        }
        var histories = names.indices.map { place in
            History(start: first[place], values: [Double](repeating: .nan, count: last[place] - first[place] + 1))
        }
        for (row, place) in series.enumerated() { histories[place].values[periods[row] - first[place]] = numbers[row] }
        return histories
    }
}

/// What is known of one series, period by period.
struct History {
    let start: Int
    /// NaN is missing.
    var values: [Double]

    var end: Int { start + values.count }

    subscript(period: Int) -> Double {
        period >= start && period < end ? values[period - start] : .nan
    }

    /// Without what is missing at the end, as targets of the future are.
    var known: History {
        History(start: start, values: Array(values[..<((values.lastIndex { !$0.isNaN } ?? -1) + 1)]))
    }
}
