/// Reads tables from text with a JSON object on each line: its keys are columns, its values cells.
package enum JSONLinesReader {
    /// A column is numbers when all its values are; `true` and `false` are texts. A key that an object has not is missing there.
    ///
    /// Throws for a line that is no JSON object, and for a value that is an object or a list.
    package static func read(_ bytes: [UInt8]) throws(TableFault) -> Table {
        try read(bytes, dropsInvalid: false).table
    }

    /// Leaves out lines that are no objects of plain values (`invalid_lines: drop`), and counts them.
    package static func readValid(_ bytes: [UInt8]) throws(TableFault) -> (table: Table, dropped: Int) {
        try read(bytes, dropsInvalid: true)
    }

    private static func read(_ bytes: [UInt8], dropsInvalid: Bool) throws(TableFault) -> (table: Table, dropped: Int) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<(table: Table, dropped: Int), TableFault> in
            do throws(TableFault) {
                return .success(try read(buffer, dropsInvalid))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ dropsInvalid: Bool
    ) throws(TableFault) -> (table: Table, dropped: Int) {
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        var (at, line, dropped) = (hasMark ? 3 : 0, 0, 0)
        var rows = JSONRows()
        while at < bytes.count {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var object = JSONLine(UnsafeBufferPointer(rebasing: bytes[at..<end]), line: line + 1)
            at = end + 1
            line += 1
            var values: [(name: String, value: JSONLine.Value)] = []
            do throws(TableFault) {
                guard try object.begin() else { continue }
                while let name = try object.key() { values.append((name, try object.value(of: name))) }
                try rows.check(values, line)
            } catch {
                guard dropsInvalid else { throw error }
                dropped += 1
                continue
            }
            try rows.append(values, line)
        }
        return (try rows.table(dropped: dropped), dropped)
    }
}

private struct JSONRows {
    private var names: [String] = []
    private var columns: [JSONColumn] = []
    private var places: [String: Int] = [:]
    private var rows = 0
    /// Cells that are there, missing ones left out.
    private var cells = 0

    /// The line that had each column last.
    private var lines: [Int] = []

    /// Before a line's values are appended: whether they can be.
    mutating func check(_ values: [(name: String, value: JSONLine.Value)], _ line: Int) throws(TableFault) {
        var new: Set<String> = []
        for (index, (name, _)) in values.enumerated() {
            if let place = place(name, index) {
                guard lines[place] < line else { throw TableFault("the object has this key twice", line: line, column: name) }
                lines[place] = line
            } else {
                guard !name.isEmpty else { throw TableFault("a key is empty, and a column must have a name", line: line) }
                guard new.insert(name).inserted else { throw TableFault("the object has this key twice", line: line, column: name) }
            }
        }
    }

    mutating func append(_ values: [(name: String, value: JSONLine.Value)], _ line: Int) throws(TableFault) {
        cells += values.count
        for (index, (name, value)) in values.enumerated() {
            guard let place = place(name, index) else {
                guard columns.count < TableReader.maximumColumns else {
                    throw TableFault("there are more than \(TableReader.maximumColumns) columns", line: line)
                }
                try checkSize(columns.count + 1, line)
                places[name] = columns.count
                names.append(name)
                columns.append(JSONColumn())
                lines.append(line)
                columns[columns.count - 1].append(value, row: rows)
                continue
            }
            columns[place].append(value, row: rows)
        }
        rows += 1
    }

    /// Most objects have the same keys in the same order.
    private func place(_ name: String, _ index: Int) -> Int? {
        index < names.count && names[index] == name ? index : places[name]
    }

    /// Objects that have hardly a key in common would fill a table with nothing.
    private func checkSize(_ columns: Int, _ line: Int?) throws(TableFault) {
        guard columns * rows <= 100 * cells + 10_000_000 else {
            throw TableFault(
                "the objects have \(columns) keys and hardly one in common: give each of them the same keys", line: line)
        }
    }

    mutating func table(dropped: Int) throws(TableFault) -> Table {
        guard rows > 0 else { throw TableFault(dropped > 0 ? "none of the \(dropped) lines is an object" : "the file is empty") }
        guard !columns.isEmpty else { throw TableFault("no object of the file has a key") }
        try checkSize(columns.count, nil)
        for place in columns.indices { columns[place].fill(to: rows) }
        return Table(names: names, columns: columns.map(\.column))
    }
}

private struct JSONColumn {
    private var numbers: [Double] = []
    private var texts: TextColumn?

    var count: Int { texts?.codes.count ?? numbers.count }
    var column: Column { texts.map(Column.texts) ?? .numbers(numbers) }

    mutating func append(_ value: JSONLine.Value, row: Int) {
        fill(to: row)
        switch value {
        case .missing: fill(to: row + 1)
        case .number(let number):
            if texts == nil { numbers.append(number) } else { texts?.append(DecimalNumber.shortest(number)) }
        case .text(let text):
            if texts == nil {
                texts = TextColumn(numbers: numbers)
                numbers = []
            }
            texts?.append(text)
        }
    }

    mutating func fill(to rows: Int) {
        while count < rows {
            if texts == nil { numbers.append(.nan) } else { texts?.append(nil) }
        }
    }
}
