/// Which rows are kept, as MLTable's `filter` says it: `col('age') > 30 and not col('city') is null`.
package struct RowFilter: Sendable, Hashable {
    indirect enum Condition: Sendable, Hashable {
        case all([Condition])
        case any([Condition])
        case not(Condition)
        case compares(Operand, Comparison, Operand)
        case isMissing(Operand)
    }

    enum Operand: Sendable, Hashable {
        case column(String)
        case number(Double)
        case text(String)
        /// Holds for `true`, `True` and 1.
        case truth(Bool)
    }

    enum Comparison: String, Sendable {
        case equal = "=="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="

        func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
            switch self {
            case .equal: left == right
            case .unequal: left != right
            case .less: left < right
            case .lessOrEqual: left <= right
            case .greater: left > right
            case .greaterOrEqual: left >= right
            }
        }
    }

    package let text: String
    private let condition: Condition

    /// Throws where the text is no such expression, and says at which character.
    package init(_ text: String) throws(TableFault) {
        var parser = RowFilterParser(text)
        condition = try parser.whole()
        self.text = text
    }

    /// Whether each row is kept. A comparison with a missing value does not hold, whatever it compares.
    ///
    /// Throws for a column that is not there, and for one of numbers that is compared with a text that is none.
    package func rows(_ table: Table) throws(TableFault) -> [Bool] {
        try Self.rows(condition, table)
    }

    private static func rows(_ condition: Condition, _ table: Table) throws(TableFault) -> [Bool] {
        switch condition {
        case .all(let parts):
            var result = [Bool](repeating: true, count: table.rows)
            for part in parts { for (row, holds) in try rows(part, table).enumerated() where !holds { result[row] = false } }
            return result
        case .any(let parts):
            var result = [Bool](repeating: false, count: table.rows)
            for part in parts { for (row, holds) in try rows(part, table).enumerated() where holds { result[row] = true } }
            return result
        case .not(let part): return try rows(part, table).map { !$0 }
        case .isMissing(let operand):
            switch try column(operand, table) {
            case .numbers(let numbers): return numbers.map(\.isNaN)
            case .texts(let texts): return texts.codes.map { $0 < 0 }
            }
        case .compares(let left, let comparison, let right): return try compare(left, comparison, right, table)
        }
    }

    private static func column(_ operand: Operand, _ table: Table) throws(TableFault) -> Column {
        switch operand {
        case .column(let name):
            guard let column = table[name] else { throw table.unknown(name) }
            return column
        case .number(let number): return .numbers([Double](repeating: number, count: table.rows))
        case .truth(let isTrue): return .numbers([Double](repeating: isTrue ? 1 : 0, count: table.rows))
        case .text(let text): return .texts(TextColumn(codes: [Int32](repeating: 0, count: table.rows), values: [text]))
        }
    }

    private static func compare(
        _ left: Operand, _ comparison: Comparison, _ right: Operand, _ table: Table
    ) throws(TableFault) -> [Bool] {
        let (first, second) = (try column(left, table), try column(right, table))
        if case .texts(let one) = first, case .texts(let other) = second {
            if other.values.count == 1, !other.codes.contains(-1) {
                let byCode = one.values.map { comparison.holds($0, other.values[0]) }
                return one.codes.map { $0 >= 0 && byCode[Int($0)] }
            }
            return (0..<table.rows).map { row in
                guard let left = one[row], let right = other[row] else { return false }
                return comparison.holds(left, right)
            }
        }
        if case .truth = left { return compareNumbers(truths(first), comparison, truths(second)) }
        if case .truth = right { return compareNumbers(truths(first), comparison, truths(second)) }
        // One of them is numbers: texts that are none do not compare, but one that is written in the filter must.
        for operand in [left, right] {
            if case .text(let text) = operand, DecimalNumber.read(text) == nil {
                let name = [left, right].compactMap { if case .column(let name) = $0 { name } else { nil } }.first
                throw TableFault(
                    "the column is numbers, and the filter compares it with the text '\(text.shortened)'", column: name)
            }
        }
        return compareNumbers(numbers(first), comparison, numbers(second))
    }

    private static func compareNumbers(_ left: [Double], _ comparison: Comparison, _ right: [Double]) -> [Bool] {
        zip(left, right).map { !$0.isNaN && !$1.isNaN && comparison.holds($0, $1) }
    }

    private static func truths(_ column: Column) -> [Double] {
        guard case .texts(let texts) = column else { return numbers(column) }
        let byCode = texts.values.map { text in
            let word = text.lowercased()
            return word == "true" ? 1 : word == "false" ? 0 : DecimalNumber.read(text) ?? .nan
        }
        return texts.codes.map { $0 < 0 ? .nan : byCode[Int($0)] }
    }

    private static func numbers(_ column: Column) -> [Double] {
        switch column {
        case .numbers(let numbers): return numbers
        case .texts(let texts):
            let byCode = texts.values.map { DecimalNumber.read($0) ?? .nan }
            return texts.codes.map { $0 < 0 ? .nan : byCode[Int($0)] }
        }
    }
}
