/// A step that turns one table into another: a transformation of an MLTable after its files are read.
package enum TableStep: Sendable, Hashable {
    case take(Int)
    case skip(Int)
    case keepColumns([String])
    case dropColumns(Set<String>)
    case filter(RowFilter)
    /// Each row is kept with this probability, by its own draw; a seed draws the same again.
    case sample(probability: Double, seed: UInt64)
    case convertColumnTypes(columns: [String], to: ColumnType)
}

extension Table {
    /// Throws where a step speaks of a column that is not there, or of a value that is not what it must be.
    package func applying(_ steps: [TableStep]) throws(TableFault) -> Table {
        var table = self
        for step in steps { table = try table.applying(step) }
        return table
    }

    private func applying(_ step: TableStep) throws(TableFault) -> Table {
        switch step {
        case .take(let count):
            guard count >= 0 else { throw TableFault("\(count) rows cannot be taken: give a number from 0 up") }
            return count >= rows ? self : selecting(Array(0..<count))
        case .skip(let count):
            guard count >= 0 else { throw TableFault("\(count) rows cannot be skipped: give a number from 0 up") }
            return count == 0 ? self : selecting(Array(min(count, rows)..<rows))
        case .keepColumns(let names): return try keeping(names)
        case .dropColumns(let names): return try dropping(names)
        case .filter(let filter):
            let kept = try filter.rows(self)
            return selecting(kept.indices.filter { kept[$0] })
        case .sample(let probability, let seed):
            guard probability > 0, probability <= 1 else {
                throw TableFault("rows cannot be sampled with the probability \(probability): give one above 0 and up to 1")
            }
            var generator = SeededGenerator(seed: seed)
            return selecting((0..<rows).filter { _ in Double.random(in: 0..<1, using: &generator) < probability })
        case .convertColumnTypes(let names, let type):
            var table = self
            for name in names {
                guard let column = table[name] else { throw unknown(name) }
                table = table.setting(name, to: try type.convert(column, named: name))
            }
            return table
        }
    }
}
