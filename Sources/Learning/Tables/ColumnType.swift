/// What a column is to be turned to: `convert_column_types` of an MLTable.
package enum ColumnType: Sendable, Hashable {
    /// What a boolean's other words become.
    package enum Mismatch: String, Sendable {
        case fault = "error"
        case isTrue = "true"
        case isFalse = "false"
    }

    /// Whole numbers.
    case int
    case float
    case string
    /// The texts `true` and `false`.
    case boolean(trueWords: [String] = [], falseWords: [String] = [], mismatch: Mismatch = .fault)
    /// The moments as ISO 8601 writes them. Without formats they are looked for as a feature planner does.
    case datetime(formats: [DateFormat] = [])

    /// Throws for the first value that cannot be turned; what is missing stays so.
    package func convert(_ column: Column, named name: String) throws(TableFault) -> Column {
        switch self {
        case .string: return .texts(column.asTexts)
        case .float: return .numbers(try Self.numbers(column, name))
        case .int:
            let numbers = try Self.numbers(column, name)
            if let row = numbers.firstIndex(where: { !$0.isNaN && $0 != $0.rounded() }) {
                throw TableFault("\(numbers[row]) is not a whole number", row: row + 1, column: name)
            }
            return .numbers(numbers)
        case .boolean(let trueWords, let falseWords, let mismatch):
            let isTrue = Set((trueWords.isEmpty ? ["true", "1"] : trueWords).map { $0.lowercased() })
            let isFalse = Set((falseWords.isEmpty ? ["false", "0"] : falseWords).map { $0.lowercased() })
            return try Self.convert(column, name, "neither true nor false") { text in
                let word = text.lowercased()
                if isTrue.contains(word) || mismatch == .isTrue && !isFalse.contains(word) { return "true" }
                return isFalse.contains(word) || mismatch == .isFalse ? "false" : nil
            }
        case .datetime(let formats):
            if formats.isEmpty {
                let (order, _) = FeaturePlanner.dates(column.asTexts)
                guard let order else { throw TableFault(FeaturePlanner.ambiguous, column: name) }
                return try Self.convert(column, name, "no date") { Moment($0, order: order)?.description }
            }
            let what = "no date that is written as \(formats.map { "'\($0.pattern)'" }.joined(separator: " or "))"
            return try Self.convert(column, name, what) { text in
                for format in formats { if let moment = format.moment(text) { return moment.description } }
                return nil
            }
        }
    }

    /// Infinities and numbers beyond what models take are numbers here.
    private static func numbers(_ column: Column, _ name: String) throws(TableFault) -> [Double] {
        guard case .texts(let texts) = column else {
            if case .numbers(let numbers) = column { return numbers }
            return []
        }
        let byCode = texts.values.map { DecimalNumber.read($0) }
        if let row = texts.codes.firstIndex(where: { $0 >= 0 && byCode[Int($0)] == nil }) {
            throw TableFault("'\((texts[row] ?? "").shortened)' is not a number", row: row + 1, column: name)
        }
        return texts.codes.map { $0 < 0 ? .nan : byCode[Int($0)] ?? .nan }
    }

    private static func convert(
        _ column: Column, _ name: String, _ what: String, _ text: (String) -> String?
    ) throws(TableFault) -> Column {
        let texts = column.asTexts
        let converted = texts.values.map(text)
        if let row = texts.codes.firstIndex(where: { $0 >= 0 && converted[Int($0)] == nil }) {
            throw TableFault("'\((texts[row] ?? "").shortened)' is \(what)", row: row + 1, column: name)
        }
        return .texts(TextColumn(texts.codes.lazy.map { $0 < 0 ? nil : converted[Int($0)] }))
    }
}
