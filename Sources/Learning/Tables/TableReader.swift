/// Reads tables from delimited text. A column is numbers when every cell that is there is one, texts otherwise.
package enum TableReader {
    /// More columns than that are a mistake of delimiters or of rows and columns.
    package static let maximumColumns = 100_000

    /// Throws where the text is not UTF-8, has no rows, rows of different widths, names that are missing or twice there, or
    /// texts in a column that must be numbers.
    package static func read(_ bytes: [UInt8], _ format: DelimitedFormat = DelimitedFormat()) throws(TableFault) -> Table {
        var fault: TableFault?
        let table = bytes.withUnsafeBufferPointer { buffer -> Table? in
            do throws(TableFault) {
                return try read(buffer, format)
            } catch {
                fault = error
                return nil
            }
        }
        if let fault { throw fault }
        guard let table else { throw TableFault("the file cannot be read") }
        return table
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ format: DelimitedFormat) throws(TableFault) -> Table {
        var cells: [DelimitedCells.Cell] = []
        guard let base = bytes.baseAddress else { throw TableFault("the file is empty") }
        var reader = DelimitedCells(base, count: bytes.count, delimiter: format.delimiter)
        guard let first = try reader.next(into: &cells) else { throw TableFault("the file is empty") }
        guard cells.count <= maximumColumns else {
            throw TableFault("it has \(cells.count) columns, and at most \(maximumColumns) are read: is the delimiter right?", line: first)
        }
        var names: [String] = []
        for (index, cell) in cells.enumerated() {
            guard format.hasNames else {
                names.append("Column\(index + 1)")
                continue
            }
            guard let name = reader.text(cell) else { throw notUTF8(first, "\(index + 1)") }
            guard !name.isEmpty else { throw TableFault("the column has no name", line: first, column: "\(index + 1)") }
            names.append(name)
        }
        if let twice = repeated(names) { throw TableFault("two columns have this name", line: first, column: twice) }
        for name in format.numbers.union(format.texts).sorted() where !names.contains(name) {
            throw TableFault("there is no such column: the file has \(listed(names))", column: name)
        }
        if !format.hasNames { reader = DelimitedCells(base, count: bytes.count, delimiter: format.delimiter) }
        let body = reader
        var builders = names.map { ColumnBuilder(isText: format.texts.contains($0)) }
        var rows = 0
        while let line = try reader.next(into: &cells) {
            guard cells.count == names.count else {
                let cell = cells.count == 1 ? "1 cell" : "\(cells.count) cells"
                throw TableFault("the row has \(cell), and there are \(names.count) columns", line: line)
            }
            for index in cells.indices where !builders[index].take(cells[index], of: reader, format) {
                throw notUTF8(line, names[index])
            }
            rows += 1
            if !format.numbers.isEmpty, let wrong = builders.indices.first(where: { !builders[$0].isNumbers && format.numbers.contains(names[$0]) }) {
                throw TableFault("'\((reader.text(cells[wrong]) ?? "").shortened)' is not a number", line: line, column: names[wrong])
            }
        }
        guard rows > 0 else { throw TableFault("the file has names and no rows", line: first) }
        let mixed = builders.indices.filter { builders[$0].isMixed }
        if !mixed.isEmpty {
            // What looked like numbers is texts after all, as it was written.
            for index in mixed { builders[index] = ColumnBuilder(isText: true) }
            reader = body
            while let line = try reader.next(into: &cells) {
                for index in mixed where !builders[index].take(cells[index], of: reader, format) { throw notUTF8(line, names[index]) }
            }
        }
        return Table(names: names, columns: builders.map(\.column))
    }

    private static func notUTF8(_ line: Int, _ column: String) -> TableFault {
        TableFault("the cell is not UTF-8: save the file in that encoding", line: line, column: column)
    }

    private static func repeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(10).map { "'\($0.shortened)'" }.joined(separator: ", ") + (names.count > 10 ? " …" : "")
    }
}

/// A column as its cells come: numbers until one of them is not.
private struct ColumnBuilder {
    /// Numbers came before the first text: the cells must be gone through again.
    private(set) var isMixed = false
    private var isText: Bool
    private var numbers: [Double] = []
    private var hasNumber = false
    private var texts = TextColumn()

    init(isText: Bool) {
        self.isText = isText
    }

    var isNumbers: Bool { !isText && !isMixed }

    var column: Column { isText ? .texts(texts) : .numbers(numbers) }

    /// False for a text that is not UTF-8.
    @inline(__always)
    mutating func take(_ cell: DelimitedCells.Cell, of cells: DelimitedCells, _ format: DelimitedFormat) -> Bool {
        if !isText, !isMixed, let number = cells.number(cell), !number.isNaN {
            numbers.append(number)
            hasNumber = true
            return true
        }
        return takeText(cell, of: cells, format)
    }

    private mutating func takeText(_ cell: DelimitedCells.Cell, of cells: DelimitedCells, _ format: DelimitedFormat) -> Bool {
        guard let text = cells.text(cell) else { return false }
        // An empty cell in quotes is a text.
        let isMissing = format.missing.contains(text) && !(cell.isQuoted && text.isEmpty && isText)
        if isText {
            texts.append(isMissing ? nil : text)
        } else if isMissing {
            numbers.append(.nan)
        } else if hasNumber {
            isMixed = true
        } else {
            isText = true
            for _ in numbers { texts.append(nil) }
            numbers = []
            texts.append(text)
        }
        return true
    }
}
