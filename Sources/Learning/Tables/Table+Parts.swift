extension Table {
    /// Some rows of it, in the order given; a row may come several times.
    package func selecting(_ rows: [Int]) -> Table {
        Table(names: names, columns: columns.map { $0.selecting(rows) })
    }

    /// In the order given. Throws for a column that there is not.
    package func keeping(_ kept: [String]) throws(TableFault) -> Table {
        var columns: [Column] = []
        for name in kept {
            guard let column = self[name] else { throw unknown(name) }
            columns.append(column)
        }
        guard Set(kept).count == kept.count else { throw TableFault("a column to keep is named twice") }
        return Table(names: kept, columns: columns)
    }

    /// Throws for a column that there is not.
    package func dropping(_ dropped: Set<String>) throws(TableFault) -> Table {
        for name in dropped.sorted() where self[name] == nil { throw unknown(name) }
        let kept = names.indices.filter { !dropped.contains(names[$0]) }
        return Table(names: kept.map { names[$0] }, columns: kept.map { columns[$0] })
    }

    /// With a column put in the place of the one of this name, or after all others.
    package func setting(_ name: String, to column: Column) -> Table {
        guard let place = names.firstIndex(of: name) else { return Table(names: names + [name], columns: columns + [column]) }
        var columns = columns
        columns[place] = column
        return Table(names: names, columns: columns)
    }

    /// The rows of several tables one after the other. They must have the same columns, in any order; a column that is texts in
    /// one of them is texts.
    package static func joining(_ tables: [Table]) throws(TableFault) -> Table {
        guard let first = tables.first else { throw TableFault("there is no table to join") }
        for (place, table) in tables.enumerated() {
            for name in first.names where table[name] == nil {
                throw TableFault("the first file has this column, and file \(place + 1) has not", column: name)
            }
            for name in table.names where first[name] == nil {
                throw TableFault("file \(place + 1) has this column, and the first file has not", column: name)
            }
        }
        return Table(names: first.names, columns: first.names.map { name in Column.joining(tables.compactMap { $0[name] }) })
    }

    func unknown(_ name: String) -> TableFault {
        let has = names.prefix(10).map { "'\($0.shortened)'" }.joined(separator: ", ") + (names.count > 10 ? " …" : "")
        return TableFault("there is no such column: the data has \(has)", column: name)
    }
}

extension Column {
    static func joining(_ parts: [Column]) -> Column {
        var numbers: [Double] = []
        for part in parts {
            guard case .numbers(let values) = part else { return .texts(TextColumn.joining(parts.map(\.asTexts))) }
            numbers += values
        }
        return .numbers(numbers)
    }
}
