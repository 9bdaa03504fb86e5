/// Turns samples into columns of dots: of all samples in a column the least and the greatest stay, so that a spike among
/// a million steps is still seen. The cost is the samples and the columns, however many samples there are.
struct LineTracer {
    private let columns: Int
    private let rows: Int
    /// The dots from above to below that are set in a column; above > below is none.
    private(set) var above: [Int]
    private(set) var below: [Int]
    /// Columns where a value was not a number.
    private(set) var broken: [Int] = []
    /// Where the line ends: the last sample in view.
    private(set) var end: (column: Int, row: Int)?
    private var last: (column: Double, row: Double)?

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        above = Array(repeating: .max, count: columns)
        below = Array(repeating: .min, count: columns)
    }

    mutating func interrupt() {
        last = nil
    }

    mutating func mark(share: Double) {
        let column = Int(bounded(share * Double(columns - 1)).rounded())
        if column >= 0, column < columns { broken.append(column) }
    }

    /// A sample at shares of the axes: x from the left, y from below. Outside of 0…1 it is not seen, the line to it is.
    mutating func add(x: Double, y: Double) {
        let column = bounded(x * Double(columns - 1))
        let row = bounded((1 - y) * Double(rows - 1))
        if let last, last.column <= column {
            connect(last, (column, row))
        } else {
            extend(column: Int(column.rounded()), row: row)
        }
        if column > -0.5, column < Double(columns) - 0.5 { end = (Int(column.rounded()), Int(row.rounded())) }
        last = (column, row)
    }

    /// Far outside is far enough: no sum of such numbers leaves the integers.
    private func bounded(_ value: Double) -> Double { min(max(value, -1e9), 1e9) }

    private mutating func extend(column: Int, row: Double) {
        guard column >= 0, column < columns else { return }
        let row = Int(row.rounded())
        above[column] = min(above[column], row)
        below[column] = max(below[column], row)
    }

    /// Neighbouring columns meet halfway, so a steep line has no holes.
    private mutating func connect(_ from: (column: Double, row: Double), _ to: (column: Double, row: Double)) {
        let first = Int(from.column.rounded())
        let final = Int(to.column.rounded())
        if first == final {
            extend(column: first, row: from.row)
            extend(column: final, row: to.row)
            return
        }
        let slope = (to.row - from.row) / (to.column - from.column)
        func row(at column: Double) -> Double { from.row + slope * (min(max(column, from.column), to.column) - from.column) }
        let start = max(first, 0)
        let stop = min(final, columns - 1)
        guard start <= stop else { return }
        for column in start...stop {
            let centre = Double(column)
            let here = row(at: centre)
            extend(column: column, row: here)
            // Half of the way to each neighbour, without the dot that is the neighbour's.
            let before = row(at: centre - 0.5)
            let after = row(at: centre + 0.5)
            if column > first { extend(column: column, row: towards(before, from: here)) }
            if column < final { extend(column: column, row: towards(after, from: here)) }
        }
    }

    private func towards(_ edge: Double, from here: Double) -> Double {
        edge > here ? max(here, edge - 0.5) : min(here, edge + 0.5)
    }
}
