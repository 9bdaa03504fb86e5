/// Reads tables from text with a JSON object on each line: its keys are columns, its values cells.
package enum JSONLinesReader {
    /// A column is numbers when all its values are; `true` and `false` are texts. A key that an object has not is missing there.
    ///
    /// Throws for a line that is no JSON object, and for a value that is an object or a list.
    package static func read(_ bytes: [UInt8]) throws(TableFault) -> Table {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Table, TableFault> in
            do throws(TableFault) {
                return .success(try read(buffer))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(TableFault) -> Table {
        let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
        var (at, line, rows) = (hasMark ? 3 : 0, 1, 0)
        var places: [String: Int] = [:]
        var (names, columns) = ([String](), [JSONColumn]())
        while at < bytes.count {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            var object = JSONLine(UnsafeBufferPointer(rebasing: bytes[at..<end]), line: line)
            at = end + 1
            line += 1
            guard try object.begin() else { continue }
            while let name = try object.key() {
                let value = try object.value(of: name)
                let place = places[name] ?? columns.count
                if place == columns.count {
                    guard !name.isEmpty else { throw TableFault("a key is empty, and a column must have a name", line: line - 1) }
                    guard columns.count < TableReader.maximumColumns else {
                        throw TableFault("there are more than \(TableReader.maximumColumns) columns", line: line - 1)
                    }
                    places[name] = place
                    names.append(name)
                    columns.append(JSONColumn())
                }
                guard columns[place].count <= rows else {
                    throw TableFault("the object has this key twice", line: line - 1, column: name)
                }
                columns[place].append(value, row: rows)
            }
            rows += 1
        }
        guard rows > 0 else { throw TableFault("the file is empty") }
        guard !columns.isEmpty else { throw TableFault("no object of the file has a key") }
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
