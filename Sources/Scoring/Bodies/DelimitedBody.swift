package import NIOCore

/// A `text/csv` body as MLflow and SageMaker take it: names in the first line, a row in every other. A column whose cells
/// are all numbers is one of numbers, an empty cell a missing value; any other column is one of texts. Cells may be
/// quoted by RFC 4180.
package enum DelimitedBody {
    /// Throws 400 with the line that is wrong, counted from 1.
    package static func parse(_ body: ByteBuffer) throws(InferenceFault) -> InferenceRequest {
        guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
            throw InferenceFault("the body is not UTF-8")
        }
        var lines = try records(text)
        guard !lines.isEmpty else { throw InferenceFault("the request has no body: send CSV with the columns' names in the first line") }
        let names = lines.removeFirst()
        guard !lines.isEmpty else { throw InferenceFault("the CSV has no rows below the columns' names") }
        if let twice = ColumnReader.repeated(names) {
            throw InferenceFault("the CSV names the column '\(JSONScanner.shortened(twice))' twice")
        }
        for (index, line) in lines.enumerated() where line.count != names.count {
            throw InferenceFault("row \(index) of the CSV has \(line.count) cells, and there are \(names.count) columns")
        }
        var tensors: [Tensor] = []
        for (column, name) in names.enumerated() {
            let cells = lines.map { $0[column] }
            let numbers = cells.compactMap(number)
            tensors.append(
                Tensor(
                    name: name, shape: [cells.count],
                    elements: numbers.count == cells.count ? .float64(numbers) : .text(cells)))
        }
        return InferenceRequest(ColumnReader.inputs(tensors), outputs: .first)
    }

    private static func number(_ cell: String) -> Double? {
        if cell.isEmpty { return .nan }
        guard let value = Double(cell), value.isFinite || value.isNaN else { return nil }
        return value
    }

    private static func records(_ text: String) throws(InferenceFault) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var wasQuoted = false
        var line = 1
        var bytes = text.utf8.makeIterator()
        var byte = bytes.next()
        func endCell() {
            record.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll()
            wasQuoted = false
        }
        while let current = byte {
            byte = bytes.next()
            if current == 0x0A { line += 1 }
            if isQuoted {
                if current == UInt8(ascii: "\""), byte == UInt8(ascii: "\"") {
                    cell.append(current)
                    byte = bytes.next()
                } else if current == UInt8(ascii: "\"") {
                    isQuoted = false
                } else {
                    cell.append(current)
                }
                continue
            }
            switch current {
            case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (isQuoted, wasQuoted) = (true, true)
            case UInt8(ascii: "\""): throw InferenceFault("line \(line) of the CSV has a quote inside a cell")
            case UInt8(ascii: ","): endCell()
            case 0x0D where byte == 0x0A: break
            case 0x0A:
                if !(record.isEmpty && cell.isEmpty && !wasQuoted) {
                    endCell()
                    records.append(record)
                    record = []
                }
            default: cell.append(current)
            }
        }
        guard !isQuoted else { throw InferenceFault("the CSV ends inside a quoted cell") }
        if !(record.isEmpty && cell.isEmpty && !wasQuoted) {
            endCell()
            records.append(record)
        }
        return records
    }
}
