/// Reads one body; see `NumericBody` for what it may be.
struct BodyReader {
    var scanner: JSONScanner

    init(_ base: UnsafePointer<UInt8>, count: Int) {
        scanner = JSONScanner(base, count: count)
    }

    mutating func read() throws(InferenceFault) -> NumericBody {
        scanner.skipBlanks()
        let body: NumericBody
        switch scanner.byte {
        case UInt8(ascii: "["): body = NumericBody(request: InferenceRequest(try list(of: nil), outputs: .first), key: nil)
        case UInt8(ascii: "{"): body = try object()
        default: throw scanner.unexpected("'{' or '['")
        }
        scanner.skipBlanks()
        guard scanner.at == scanner.count else {
            throw scanner.fault("something follows its end at byte \(scanner.at)")
        }
        return body
    }

    private mutating func object() throws(InferenceFault) -> NumericBody {
        var found: (key: BodyKey, inputs: InferenceRequest.Inputs)?
        var outputs: [String]?
        var others: Set<String> = []
        scanner.at += 1
        scanner.skipBlanks()
        guard !scanner.take(UInt8(ascii: "}")) else { throw noRows }
        repeat {
            let start = scanner.at
            let name = try scanner.key()
            if let key = BodyKey(rawValue: name) {
                if let found {
                    throw InferenceFault(
                        found.key == key
                            ? "the body has '\(name)' twice" : "the body has both '\(found.key.rawValue)' and '\(name)'")
                }
                found = (key, try rows(of: key))
            } else if name == "outputs" {
                guard outputs == nil else { throw InferenceFault("the body has 'outputs' twice") }
                outputs = try texts(of: name)
            } else if BodyKey.ignored.contains(name) {
                guard others.insert(name).inserted else { throw InferenceFault("the body has '\(name)' twice") }
                try scanner.skipValue()
            } else {
                throw InferenceFault(
                    "the body has an unknown field '\(JSONScanner.shortened(name))' at byte \(start): "
                        + "a body has one of \(BodyKey.listed)")
            }
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        guard let found else { throw noRows }
        return NumericBody(
            request: InferenceRequest(found.inputs, outputs: outputs.map { .named($0) } ?? .first), key: found.key)
    }

    private var noRows: InferenceFault { InferenceFault("the body has no rows: it has none of \(BodyKey.listed)") }

    private mutating func rows(of key: BodyKey) throws(InferenceFault) -> InferenceRequest.Inputs {
        switch (scanner.byte, key) {
        case (UInt8(ascii: "{"), .dataframeRecords):
            throw InferenceFault("'dataframe_records' is an object: write a list of records, [{\"column\": 1}]")
        case (UInt8(ascii: "["), .dataframeSplit):
            throw InferenceFault("'dataframe_split' is a list: write an object with 'columns' and 'data'")
        case (UInt8(ascii: "{"), _): return try tableOrColumns(key)
        case (UInt8(ascii: "["), _): return try list(of: key)
        default: throw scanner.unexpected("the rows of '\(key.rawValue)', a list or an object,")
        }
    }

    private mutating func texts(of name: String) throws(InferenceFault) -> [String] {
        var texts: [String] = []
        try scanner.expect(UInt8(ascii: "["), "the list of '\(name)'")
        repeat {
            scanner.skipBlanks()
            guard scanner.byte == UInt8(ascii: "\"") else { throw scanner.unexpected("a name in quotes") }
            texts.append(try scanner.text())
        } while try scanner.takesAnother(until: UInt8(ascii: "]"))
        return texts
    }

    // MARK: Lists

    private mutating func list(of key: BodyKey?) throws(InferenceFault) -> InferenceRequest.Inputs {
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        switch scanner.byte {
        case UInt8(ascii: "]"): throw InferenceFault("\(key.map { "'\($0.rawValue)'" } ?? "the body") has no rows")
        case UInt8(ascii: "{"): return try RecordReader.read(&scanner)
        case _ where key == .dataframeRecords:
            throw InferenceFault("'dataframe_records' is not a list of records, [{\"column\": 1}]")
        case UInt8(ascii: "["):
            let row = scanner.at
            scanner.at += 1
            scanner.skipBlanks()
            guard scanner.byte == UInt8(ascii: "[") else {
                scanner.at = row
                return try rowsOfCells().inputs(names: nil)
            }
        default: break
        }
        scanner.at = start
        return .tensors([try NestedList.read(&scanner, name: "")])
    }

    /// Rows up to the end of their list, at the first one's bracket.
    private mutating func rowsOfCells() throws(InferenceFault) -> RowTable {
        // A cell and its comma take two bytes at least; long bodies mostly take more, and grow the buffer if not.
        var table = RowTable(capacity: min((scanner.count - scanner.at) / 2, 4096))
        repeat {
            guard scanner.take(UInt8(ascii: "[")) else {
                throw InferenceFault("row \(table.rows) is not a list (byte \(scanner.at))")
            }
            scanner.skipBlanks()
            guard scanner.byte != UInt8(ascii: "]") else { throw InferenceFault("row \(table.rows) is empty") }
            repeat { try scanner.cell(into: &table) } while try scanner.takesAnother(until: UInt8(ascii: "]"))
            let width = table.width
            guard table.endRow() else {
                throw InferenceFault("row \(table.rows) has \(width) cells, and row 0 has \(table.columns)")
            }
        } while try scanner.takesAnother(until: UInt8(ascii: "]"))
        return table
    }

    // MARK: Objects

    private static func isPart(_ name: String) -> Bool { name == "columns" || name == "index" || name == "data" }

    /// `{"columns": …, "index": …, "data": …}`, or a map of column to list.
    private mutating func tableOrColumns(_ key: BodyKey) throws(InferenceFault) -> InferenceRequest.Inputs {
        let start = scanner.at
        scanner.at += 1
        scanner.skipBlanks()
        guard scanner.byte != UInt8(ascii: "}") else { throw InferenceFault("'\(key.rawValue)' is empty") }
        let first = try scanner.key()
        scanner.at = start
        return Self.isPart(first) || key == .dataframeSplit ? try table(key) : try ColumnReader.read(&scanner)
    }

    private mutating func table(_ key: BodyKey) throws(InferenceFault) -> InferenceRequest.Inputs {
        var names: [String]??
        var index: Int?
        var table: RowTable?
        scanner.at += 1
        scanner.skipBlanks()
        repeat {
            let start = scanner.at
            switch try scanner.key() {
            case "columns" where names == nil: names = .some(try columnNames())
            case "index" where index == nil:
                guard let count = try scanner.skipValue() else {
                    throw InferenceFault("'index' of '\(key.rawValue)' is not a list")
                }
                index = count
            case "data" where table == nil:
                guard scanner.take(UInt8(ascii: "[")) else { throw scanner.unexpected("the list of rows") }
                scanner.skipBlanks()
                guard scanner.byte != UInt8(ascii: "]") else {
                    throw InferenceFault("'data' of '\(key.rawValue)' has no rows")
                }
                table = try rowsOfCells()
            case let name where Self.isPart(name):
                throw InferenceFault("'\(key.rawValue)' has '\(name)' twice")
            case let name:
                throw InferenceFault(
                    "'\(key.rawValue)' has an unknown field '\(JSONScanner.shortened(name))' at byte \(start): "
                        + "it has 'columns', 'index' and 'data'")
            }
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        guard let table = table.take() else { throw InferenceFault("'\(key.rawValue)' has no 'data'") }
        if let index, index != table.rows {
            throw InferenceFault("'index' of '\(key.rawValue)' is for \(index) rows, and 'data' has \(table.rows)")
        }
        let given = names ?? nil
        if let given, given.count != table.columns {
            throw InferenceFault(
                "'columns' of '\(key.rawValue)' names \(given.count) columns, and a row has \(table.columns) cells")
        }
        return try table.inputs(names: given)
    }

    /// Names, or numbers as pandas gives columns without names: 0, 1, 2 … are no names.
    private mutating func columnNames() throws(InferenceFault) -> [String]? {
        try scanner.expect(UInt8(ascii: "["), "the list of 'columns'")
        scanner.skipBlanks()
        var names: [String] = []
        var areNumbered = true
        guard !scanner.take(UInt8(ascii: "]")) else { return [] }
        repeat {
            if scanner.byte == UInt8(ascii: "\"") {
                areNumbered = false
                names.append(try scanner.text())
            } else {
                let start = scanner.at
                guard scanner.byte &- 0x30 < 10, let number = Int(exactly: try scanner.number()) else {
                    scanner.at = start
                    throw scanner.unexpected("the name of a column")
                }
                areNumbered = areNumbered && number == names.count
                names.append("\(number)")
            }
        } while try scanner.takesAnother(until: UInt8(ascii: "]"))
        if areNumbered { return nil }
        if let twice = ColumnReader.repeated(names) {
            throw InferenceFault("'columns' names '\(JSONScanner.shortened(twice))' twice")
        }
        return names
    }
}
