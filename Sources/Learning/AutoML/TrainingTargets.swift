/// What is learnt: a class for each row, or a number.
package enum TrainingTargets: Sendable, Hashable {
    /// The labels in their order, and the place of each row's in them.
    case classes(labels: [String], places: [Int])
    case numbers([Double])

    package var count: Int {
        switch self {
        case .classes(_, let places): places.count
        case .numbers(let values): values.count
        }
    }

    /// 0 for a regression.
    package var classCount: Int {
        if case .classes(let labels, _) = self { labels.count } else { 0 }
    }

    package var labels: [String] {
        if case .classes(let labels, _) = self { labels } else { [] }
    }

    /// Classes from 0, or numbers.
    package var values: [Double] {
        switch self {
        case .classes(_, let places): places.map { Double($0) }
        case .numbers(let values): values
        }
    }

    /// Labels are sorted, numbers by their size and written without a point where they are whole: `1`, not `1.0`.
    init(classes column: Column, rows: [Int]) {
        switch column {
        case .numbers(let values):
            let sorted = Set(rows.map { values[$0] }).sorted()
            let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, $0.offset) })
            self = .classes(labels: sorted.map(Self.label), places: rows.map { places[values[$0]] ?? 0 })
        case .texts(let column):
            let used = Set(rows.map { column.codes[$0] })
            let sorted = used.sorted { column.values[Int($0)] < column.values[Int($1)] }
            let places = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($0.element, $0.offset) })
            self = .classes(
                labels: sorted.map { column.values[Int($0)] }, places: rows.map { places[column.codes[$0]] ?? 0 })
        }
    }

    init(numbers column: Column, rows: [Int], name: String) throws(TableFault) {
        switch column {
        case .numbers(let values):
            if let row = rows.first(where: { values[$0].isInfinite }) {
                throw TableFault("row \(row + 1) is infinite, and a regression needs finite numbers", column: name)
            }
            self = .numbers(rows.map { values[$0] })
        case .texts(let column):
            guard let row = rows.first(where: { Double(column[$0] ?? "") == nil }) else {
                // Numbers that were read as texts because they were asked to be.
                self = .numbers(rows.map { Double(column[$0] ?? "") ?? .nan })
                return
            }
            throw TableFault(
                """
                row \(row + 1) has '\(column[row] ?? "")', which is no number: a regression needs numbers, and a classification \
                takes texts
                """,
                column: name)
        }
    }

    static func label(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
}
