extension FittedFeatures {
    package var width: Int { sources.reduce(0) { $0 + $1.column.width } }

    /// A row of features for each row of the table.
    ///
    /// Throws where a column is not there, has a text where a number was learnt, or a number that no model reckons with.
    package func transform(_ table: Table) throws(TableFault) -> Matrix {
        let width = width
        if let scaler, scaler.means.count != width || scaler.scales.count != width {
            throw TableFault("the model does not fit together: it scales \(scaler.means.count) features and has \(width)")
        }
        var values = [Double](repeating: 0, count: table.rows * width)
        var first = 0
        for source in sources {
            guard let column = table[source.name] else {
                throw TableFault(
                    "the model was trained with this column, and the data has none of this name", column: source.name)
            }
            switch source.column {
            case .number(let fill):
                Self.fill(&values, first, width, try column.numbers(named: source.name), fill)
            case .missingMark:
                Self.mark(&values, first, width, column)
            case .oneHot(let categories, let hasOthers):
                Self.fill(&values, first, width, column.asTexts, categories, hasOthers)
            case .encoded(let categories, let lists, let other):
                guard lists.count == categories.count, lists.allSatisfy({ $0.count == other.count }) else {
                    throw TableFault(
                        "the model does not fit together: the encoding is not a list of numbers a category", column: source.name)
                }
                let texts = column.asTexts
                let lists = Self.places(of: texts.values, in: categories).map { $0.map { lists[$0] } ?? other }
                Self.fill(&values, first, width, texts, lists, missing: other)
            case .date(let parts, let order, let fill):
                guard parts.count == fill.count else {
                    throw TableFault(
                        "the model does not fit together: its date has not a filling for each part", column: source.name)
                }
                let texts = column.asTexts
                let lists = texts.values.map { Moment($0, order: order)?.values(parts) ?? fill }
                Self.fill(&values, first, width, texts, lists, missing: fill)
            }
            first += source.column.width
        }
        scaler?.transform(&values)
        return Matrix(rows: table.rows, columns: width, values: values)
    }

    private static func fill(_ values: inout [Double], _ first: Int, _ width: Int, _ numbers: [Double], _ fill: Double?) {
        let fill = fill ?? .nan
        var place = first
        for number in numbers {
            values[place] = number.isNaN ? fill : number
            place += width
        }
    }

    private static func mark(_ values: inout [Double], _ first: Int, _ width: Int, _ column: Column) {
        var place = first
        switch column {
        case .numbers(let numbers):
            for number in numbers {
                if number.isNaN { values[place] = 1 }
                place += width
            }
        case .texts(let texts):
            let isMissing = texts.values.map { DelimitedFormat.usualMissing.contains($0) }
            for code in texts.codes {
                if code < 0 || isMissing[Int(code)] { values[place] = 1 }
                place += width
            }
        }
    }

    private static func fill(
        _ values: inout [Double], _ first: Int, _ width: Int, _ texts: TextColumn, _ categories: [String], _ hasOthers: Bool
    ) {
        let byCode = places(of: texts.values, in: categories).map { $0 ?? (hasOthers ? categories.count : -1) }
        var start = first
        for code in texts.codes {
            if code >= 0, byCode[Int(code)] >= 0 { values[start + byCode[Int(code)]] = 1 }
            start += width
        }
    }

    /// - Parameter lists: the features of each text that occurs.
    private static func fill(
        _ values: inout [Double], _ first: Int, _ width: Int, _ texts: TextColumn, _ lists: [[Double]], missing: [Double]
    ) {
        let count = missing.count
        let byCode = lists.flatMap(\.self)
        var start = first
        for code in texts.codes {
            for place in 0..<count { values[start + place] = code < 0 ? missing[place] : byCode[Int(code) * count + place] }
            start += width
        }
    }

    /// For a few texts, as a request has, many categories are better gone through than put in order first.
    private static func places(of texts: [String], in categories: [String]) -> [Int?] {
        if texts.count * 8 < categories.count { return texts.map { categories.firstIndex(of: $0) } }
        let places = Dictionary(zip(categories, 0...)) { first, _ in first }
        return texts.map { places[$0] }
    }
}

extension Column {
    /// Models keep numbers as float32 somewhere on their way.
    private static let greatest = Double(Float.greatestFiniteMagnitude)

    /// NaN is missing. Throws for a text that is no number, and for a number beyond what float32 holds.
    func numbers(named name: String) throws(TableFault) -> [Double] {
        switch self {
        case .numbers(let numbers):
            if let row = numbers.firstIndex(where: { abs($0) > Self.greatest }) { throw Self.tooGreat(numbers[row], row, name) }
            return numbers
        case .texts(let texts):
            let byCode = texts.values.map { DelimitedFormat.usualMissing.contains($0) ? .nan : DecimalNumber.read($0) }
            var numbers = [Double](repeating: .nan, count: texts.codes.count)
            for (row, code) in texts.codes.enumerated() where code >= 0 {
                guard let number = byCode[Int(code)] else {
                    throw TableFault("'\(texts.values[Int(code)].shortened)' is not a number", row: row + 1, column: name)
                }
                if abs(number) > Self.greatest { throw Self.tooGreat(number, row, name) }
                numbers[row] = number
            }
            return numbers
        }
    }

    private static func tooGreat(_ number: Double, _ row: Int, _ name: String) -> TableFault {
        TableFault(
            "no model reckons with \(number), which is beyond 3.4e38: correct it, or write it as missing", row: row + 1,
            column: name)
    }
}
