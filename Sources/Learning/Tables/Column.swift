/// A column of a table.
package enum Column: Sendable, Equatable {
    /// NaN is missing.
    case numbers([Double])
    case texts(TextColumn)

    package var count: Int {
        switch self {
        case .numbers(let values): values.count
        case .texts(let column): column.codes.count
        }
    }

    package var missing: Int {
        switch self {
        case .numbers(let values): values.count { $0.isNaN }
        case .texts(let column): column.codes.count { $0 < 0 }
        }
    }

    /// Some rows of it, in the order given.
    package func selecting(_ places: [Int]) -> Column {
        switch self {
        case .numbers(let values): .numbers(places.map { values[$0] })
        case .texts(let column): .texts(TextColumn(codes: places.map { column.codes[$0] }, values: column.values))
        }
    }

    /// As texts: a number becomes the shortest text that says it.
    package var asTexts: TextColumn {
        switch self {
        case .numbers(let values): TextColumn(numbers: values)
        case .texts(let column): column
        }
    }

    package static func == (left: Column, right: Column) -> Bool {
        switch (left, right) {
        case (.numbers(let one), .numbers(let other)):
            one.elementsEqual(other) { $0 == $1 || $0.isNaN && $1.isNaN }
        case (.texts(let one), .texts(let other)): one == other
        default: false
        }
    }
}
