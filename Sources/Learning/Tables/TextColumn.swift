/// Texts by their place in a list of those that occur, in the order they came.
package struct TextColumn: Sendable {
    /// -1 is missing.
    package private(set) var codes: [Int32]
    /// Where rows were left out, some may occur no more.
    package private(set) var values: [String]
    /// Made with the first text that is appended.
    private var places: [String: Int32]?

    package init() {
        self.init(codes: [], values: [])
    }

    /// - Parameter values: all different, and as many as the codes need.
    init(codes: [Int32], values: [String]) {
        self.codes = codes
        self.values = values
    }

    package init(_ texts: some Sequence<String?>) {
        self.init()
        for text in texts { append(text) }
    }

    /// The shortest text that says each number: `3`, `0.25`, `1e+30`. NaN is missing.
    package init(numbers: [Double]) {
        self.init()
        var known: [Double: Int32] = [:]
        codes.reserveCapacity(numbers.count)
        for number in numbers {
            if let code = known[number] {
                codes.append(code)
            } else {
                append(number.isNaN ? nil : DecimalNumber.shortest(number))
                if let code = codes.last, code >= 0 { known[number] = code }
            }
        }
    }

    package mutating func append(_ text: String?) {
        guard let text else { return codes.append(-1) }
        var known = places.take() ?? Dictionary(uniqueKeysWithValues: values.enumerated().map { ($0.element, Int32($0.offset)) })
        let code = known[text] ?? Int32(values.count)
        if code == values.count {
            known[text] = code
            values.append(text)
        }
        places = known
        codes.append(code)
    }

    package subscript(row: Int) -> String? {
        codes[row] < 0 ? nil : values[Int(codes[row])]
    }

    /// How often each of the values occurs.
    package var counts: [Int] {
        var counts = [Int](repeating: 0, count: values.count)
        for code in codes where code >= 0 { counts[Int(code)] += 1 }
        return counts
    }
}

extension TextColumn: Equatable {
    package static func == (left: TextColumn, right: TextColumn) -> Bool {
        if left.values == right.values { return left.codes == right.codes }
        return left.codes.count == right.codes.count && left.codes.indices.allSatisfy { left[$0] == right[$0] }
    }
}

extension TextColumn {
    /// Columns one after the other.
    static func joining(_ parts: [TextColumn]) -> TextColumn {
        var (codes, values, places) = ([Int32](), [String](), [String: Int32]())
        for part in parts {
            let byCode = part.values.map { text in
                if let code = places[text] { return code }
                let code = Int32(values.count)
                places[text] = code
                values.append(text)
                return code
            }
            codes += part.codes.lazy.map { $0 < 0 ? -1 : byCode[Int($0)] }
        }
        return TextColumn(codes: codes, values: values)
    }
}
