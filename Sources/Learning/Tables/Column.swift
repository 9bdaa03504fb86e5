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

    package static func == (left: Column, right: Column) -> Bool {
        switch (left, right) {
        case (.numbers(let one), .numbers(let other)):
            one.elementsEqual(other) { $0 == $1 || $0.isNaN && $1.isNaN }
        case (.texts(let one), .texts(let other)): one == other
        default: false
        }
    }
}

/// Texts by their place in a list of those that occur, in the order they came.
package struct TextColumn: Sendable, Hashable {
    /// -1 is missing.
    package private(set) var codes: [Int32] = []
    package private(set) var values: [String] = []
    private var places: [String: Int32] = [:]

    package init() {}

    package init(_ texts: [String?]) {
        for text in texts { append(text) }
    }

    package mutating func append(_ text: String?) {
        guard let text else { return codes.append(-1) }
        if let code = places[text] { return codes.append(code) }
        let code = Int32(values.count)
        places[text] = code
        values.append(text)
        codes.append(code)
    }

    package subscript(row: Int) -> String? {
        codes[row] < 0 ? nil : values[Int(codes[row])]
    }
}
