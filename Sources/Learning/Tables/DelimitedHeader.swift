/// The names of a delimited text's columns, and where its rows begin.
struct DelimitedHeader {
    let names: [String]
    /// The line of the names.
    let line: Int
    let body: Range<Int>
    /// Lines before the body.
    let lines: Int

    init(_ base: UnsafePointer<UInt8>, _ all: Range<Int>, _ format: DelimitedFormat) throws(TableFault) {
        var cells = DelimitedCells(base, all, delimiter: format.delimiter)
        guard let first = cells.beginRow() else { throw TableFault("the file is empty") }
        var (names, count) = ([String](), 0)
        var wrong: TableFault?
        repeat {
            let cell = try cells.cell()
            count += 1
            // A line of millions of cells is given up at once.
            guard count <= TableReader.maximumColumns else {
                throw TableFault("it has more than \(TableReader.maximumColumns) columns: is the delimiter right?", line: first)
            }
            guard format.hasNames else {
                names.append("Column\(count)")
                continue
            }
            var pool = TextPool(missing: [])
            let found = cells.find(cell, in: &pool)
            switch found {
            case .notUTF8, .hasNUL: wrong = wrong ?? DelimitedRows.fault(found, "\(count)")
            default: if cell.start == cell.end { wrong = wrong ?? TableFault("the column has no name", column: "\(count)") }
            }
            names.append(pool.values.first ?? "")
        } while cells.endCell()
        if let wrong { throw TableFault(wrong.message, line: first, column: wrong.column) }
        var seen: Set<String> = []
        if let twice = names.first(where: { !seen.insert($0).inserted }) {
            throw TableFault("two columns have this name", line: first, column: twice)
        }
        for name in format.numbers.union(format.texts).sorted() where !seen.contains(name) {
            throw Table(names: names, columns: names.map { _ in .numbers([]) }).unknown(name)
        }
        self.names = names
        line = first
        body = format.hasNames ? cells.at..<all.upperBound : all
        lines = format.hasNames ? cells.line - 1 : 0
    }
}
