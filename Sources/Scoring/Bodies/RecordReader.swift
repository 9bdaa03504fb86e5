import Glibc

/// Reads a list of records that all have the same columns, most likely in the same order.
struct RecordReader {
    private var names: [String] = []
    /// The first record's names as the body has them, quotes included, to be compared byte by byte.
    private var written: [Range<Int>] = []
    private var places: [String: Int] = [:]

    /// At the first record's brace; up to the end of the list.
    static func read(_ scanner: inout JSONScanner) throws(InferenceFault) -> InferenceRequest.Inputs {
        var reader = RecordReader()
        var table = RowTable(capacity: min((scanner.count - scanner.at) / 8, 4096))
        repeat {
            guard scanner.take(UInt8(ascii: "{")) else {
                throw InferenceFault("row \(table.rows) is not a record as row 0 is (byte \(scanner.at))")
            }
            scanner.skipBlanks()
            guard scanner.byte != UInt8(ascii: "}") else { throw InferenceFault("row \(table.rows) has no columns") }
            if table.rows == 0 {
                try reader.readFirst(&scanner, &table)
            } else {
                try reader.readNext(&scanner, &table)
            }
        } while try scanner.takesAnother(until: UInt8(ascii: "]"))
        return try table.inputs(names: reader.names)
    }

    private mutating func readFirst(_ scanner: inout JSONScanner, _ table: inout RowTable) throws(InferenceFault) {
        repeat {
            let start = scanner.at
            let name = try scanner.key()
            guard places.updateValue(names.count, forKey: name) == nil else {
                throw twice(name, row: 0)
            }
            names.append(name)
            written.append(start..<quoteEnd(scanner, from: start))
            try scanner.cell(into: &table)
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        _ = table.endRow()
    }

    /// The end of the text that begins at `start`, which was read before.
    private func quoteEnd(_ scanner: JSONScanner, from start: Int) -> Int {
        var at = start + 1
        while scanner.base[at] != UInt8(ascii: "\"") { at += scanner.base[at] == UInt8(ascii: "\\") ? 2 : 1 }
        return at + 1
    }

    private func readNext(_ scanner: inout JSONScanner, _ table: inout RowTable) throws(InferenceFault) {
        // Where each cell of this record belongs, once it is not in order.
        var order: [Int]?
        repeat {
            let position = table.width
            let isNext = position < written.count && order == nil && matches(scanner, written[position])
            if isNext {
                scanner.at += written[position].count
                try scanner.expect(UInt8(ascii: ":"), "':'")
                scanner.skipBlanks()
            } else {
                let name = try scanner.key()
                guard let place = places[name] else {
                    throw InferenceFault(
                        "row \(table.rows) has a column '\(JSONScanner.shortened(name))' that row 0 has not")
                }
                if order == nil { order = Array(0..<position) }
                guard order?.contains(place) == false else { throw twice(name, row: table.rows) }
                order?.append(place)
            }
            try scanner.cell(into: &table)
        } while try scanner.takesAnother(until: UInt8(ascii: "}"))
        if table.width < names.count {
            let given = Set(order ?? Array(0..<table.width))
            let missing = names.indices.first { !given.contains($0) }.map { names[$0] } ?? ""
            throw InferenceFault(
                "row \(table.rows) has no column '\(JSONScanner.shortened(missing))': write null for a missing value")
        }
        if let order { table.reorderRow(order) }
        _ = table.endRow()
    }

    private func matches(_ scanner: JSONScanner, _ range: Range<Int>) -> Bool {
        scanner.at + range.count <= scanner.count
            && memcmp(scanner.base + scanner.at, scanner.base + range.lowerBound, range.count) == 0
    }

    private func twice(_ name: String, row: Int) -> InferenceFault {
        InferenceFault("row \(row) has the column '\(JSONScanner.shortened(name))' twice")
    }
}
