extension TrainingSet {
    /// Some rows of a table, in the order given.
    static func select(_ table: Table, _ rows: [Int]) -> Table {
        let columns = table.columns.map { column in
            switch column {
            case .numbers(let values): Column.numbers(rows.map { values[$0] })
            case .texts(let column): Column.texts(TextColumn(rows.map { column[$0] }))
            }
        }
        return Table(names: table.names, columns: columns)
    }

    /// The rows of both, the columns as the training table has them; columns that only the other has are left out.
    static func joined(_ table: Table, _ other: Table) throws(TableFault) -> Table {
        var columns: [Column] = []
        for (name, column) in zip(table.names, table.columns) {
            guard let rest = other[name] else {
                throw TableFault("the training data has this column, and the validation data has not", column: name)
            }
            switch (column, rest) {
            case (.numbers(let one), .numbers(let two)): columns.append(.numbers(one + two))
            case (.texts(let one), .texts(let two)):
                columns.append(.texts(TextColumn((0..<table.rows).map { one[$0] } + (0..<other.rows).map { two[$0] })))
            case (.numbers(let one), .texts(let two)) where two.values.isEmpty:
                columns.append(.numbers(one + [Double](repeating: .nan, count: other.rows)))
            case (.texts(let one), .numbers(let two)):
                // A text that happens to be numbers only in few rows.
                let texts = two.map { $0.isNaN ? nil : TrainingTargets.label($0) }
                columns.append(.texts(TextColumn((0..<table.rows).map { one[$0] } + texts)))
            case (.numbers, .texts(let two)):
                let text = two.values.first { Double($0) == nil } ?? two.values[0]
                throw TableFault("the training data has numbers, and the validation data has the text '\(text)'", column: name)
            }
        }
        return Table(names: table.names, columns: columns)
    }
}
