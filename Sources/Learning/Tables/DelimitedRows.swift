/// The rows of one part of a delimited text, read into columns.
///
/// A column begins as numbers. With its first text it becomes texts from that row on; what came before is read again, as it was
/// written, once it is known which columns are texts in all parts.
final class DelimitedRows: @unchecked Sendable {  // One thread fills it; all others come after.
    struct Part {
        /// Filled up to the row where texts begin.
        var numbers: UnsafeMutablePointer<Double>?
        var hasNumber = false
        /// The row that texts begin with; nil for none.
        var textStart: Int?
        var codes: UnsafeMutablePointer<Int32>?
        var pool: TextPool?
        let mustBeNumbers: Bool
    }

    private let columns: UnsafeMutablePointer<Part>
    private let names: [String]
    private let format: DelimitedFormat
    private let missing: [[UInt8]]
    private(set) var rows = 0
    /// Lines that were ended.
    private(set) var lines = 0
    /// By the lines of the part.
    private(set) var fault: TableFault?
    private var capacity = 0
    private static let firstCapacity = 1024

    init(_ names: [String], _ format: DelimitedFormat) {
        self.names = names
        self.format = format
        missing = (format.emptyIsText ? format.missing.subtracting([""]) : format.missing).map { Array($0.utf8) }
        columns = .allocate(capacity: names.count)
        for (place, name) in names.enumerated() {
            (columns + place).initialize(to: Part(mustBeNumbers: format.numbers.contains(name)))
        }
    }

    deinit {
        for column in 0..<names.count { release(column) }
        columns.deinitialize(count: names.count)
        columns.deallocate()
    }

    private func release(_ column: Int) {
        columns[column].numbers?.deallocate()
        columns[column].codes?.deallocate()
        (columns[column].numbers, columns[column].codes, columns[column].pool) = (nil, nil, nil)
    }

    func read(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) {
        // A row has at least a byte for each column.
        capacity = min(Self.firstCapacity, range.count / max(1, names.count) + 2)
        for column in 0..<names.count {
            if format.isTexts(names[column]) {
                beginTexts(column)
            } else {
                columns[column].numbers = .allocate(capacity: capacity)
            }
        }
        do throws(TableFault) {
            try readRows(base, range)
        } catch {
            fault = error
        }
    }

    private func readRows(_ base: UnsafePointer<UInt8>, _ range: Range<Int>) throws(TableFault) {
        let width = names.count
        let columns = columns
        var cells = DelimitedCells(base, range, delimiter: format.delimiter)
        var row = 0
        while let line = cells.beginRow() {
            if row == capacity { makeRoom(row, read: cells.at - range.lowerBound, of: range.count) }
            var column = 0
            var wrong: TableFault?
            repeat {
                if column >= width {
                    _ = try cells.cell()
                } else if columns[column].textStart == nil {
                    if let number = cells.plainNumber() {
                        columns[column].numbers?[row] = number
                        columns[column].hasNumber = true
                    } else {
                        let cell = try cells.cell()
                        if let found = takeOdd(cell, of: cells, row, column) { wrong = wrong ?? found }
                    }
                } else {
                    let cell = try cells.cell()
                    if let found = takeText(cell, of: cells, row, column) { wrong = wrong ?? found }
                }
                column += 1
            } while cells.endCell()
            guard column == width else {
                let has = column == 1 ? "1 cell" : "\(column) cells"
                let wanted = width == 1 ? "there is 1 column" : "there are \(width) columns"
                throw TableFault("the row has \(has), and \(wanted)", line: line)
            }
            if let wrong { throw TableFault(wrong.message, line: line, column: wrong.column) }
            row += 1
        }
        rows = row
        lines = cells.line - 1
    }

    /// For as many rows as the rest has if they are as long as those before.
    private func makeRoom(_ row: Int, read: Int, of bytes: Int) {
        capacity = max(row + row / 2, bytes / max(1, read / row)) + 16
        for column in 0..<names.count {
            columns[column].numbers = moved(columns[column].numbers, row)
            columns[column].codes = moved(columns[column].codes, row)
        }
    }

    private func moved<Value>(_ values: UnsafeMutablePointer<Value>?, _ count: Int) -> UnsafeMutablePointer<Value>? {
        guard let values else { return nil }
        let room = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        room.update(from: values, count: count)
        values.deallocate()
        return room
    }

    /// A cell of a column of numbers that is not plainly one: with spaces or quotes, missing, or the first text.
    private func takeOdd(_ cell: DelimitedCells.Cell, of cells: DelimitedCells, _ row: Int, _ column: Int) -> TableFault? {
        if cell.start == cell.end, format.emptyIsText || format.missing.contains("") {
            columns[column].numbers?[row] = .nan
            return nil
        }
        if let number = cells.number(cell), !number.isNaN {
            columns[column].numbers?[row] = number
            columns[column].hasNumber = true
            return nil
        }
        if columns[column].pool == nil { columns[column].pool = TextPool(missing: missing) }
        guard let found = find(cell, of: cells, column) else { return nil }
        switch found {
        case .missing: columns[column].numbers?[row] = .nan
        case .code(let code):
            if columns[column].mustBeNumbers {
                let text = String(decoding: cells.bytes(cell), as: UTF8.self)
                return TableFault("'\(text.shortened)' is not a number", column: names[column])
            }
            beginTexts(column, row)
            columns[column].codes?[row] = code
        case .notUTF8, .hasNUL: return Self.fault(found, names[column])
        }
        return nil
    }

    private func beginTexts(_ column: Int, _ row: Int = 0) {
        columns[column].textStart = row
        columns[column].codes = .allocate(capacity: capacity)
        if columns[column].pool == nil { columns[column].pool = TextPool(missing: missing) }
    }

    @inline(__always)
    private func takeText(_ cell: DelimitedCells.Cell, of cells: DelimitedCells, _ row: Int, _ column: Int) -> TableFault? {
        guard let found = find(cell, of: cells, column) else { return nil }
        switch found {
        case .code(let code): columns[column].codes?[row] = code
        case .missing: columns[column].codes?[row] = -1
        case .notUTF8, .hasNUL: return Self.fault(found, names[column])
        }
        return nil
    }

    @inline(__always)
    private func find(_ cell: DelimitedCells.Cell, of cells: DelimitedCells, _ column: Int) -> TextPool.Found? {
        guard columns[column].pool != nil else { return nil }
        return cells.find(cell, in: &columns[column].pool!)
    }

    /// The rows before a column's first text, as texts.
    struct Head {
        var codes: [Int32]
        var pool: TextPool
    }

    /// Reads columns once more as texts, each as far as it is said.
    static func readTexts(
        _ base: UnsafePointer<UInt8>, _ range: Range<Int>, rows: [Int: Int], _ format: DelimitedFormat
    ) -> [Int: Head] {
        let missing = (format.emptyIsText ? format.missing.subtracting([""]) : format.missing).map { Array($0.utf8) }
        var texts = rows.mapValues { _ in Head(codes: [], pool: TextPool(missing: missing)) }
        let last = rows.values.max() ?? 0
        var cells = DelimitedCells(base, range, delimiter: format.delimiter)
        var row = 0
        while row < last, cells.beginRow() != nil {
            var column = 0
            repeat {
                guard let cell = try? cells.cell() else { return [:] }
                if let until = rows[column], row < until {
                    switch cells.find(cell, in: &texts[column]!.pool) {
                    case .code(let code): texts[column]!.codes.append(code)
                    default: texts[column]!.codes.append(-1)
                    }
                }
                column += 1
            } while cells.endCell()
            row += 1
        }
        return texts
    }

    static func fault(_ found: TextPool.Found, _ column: String) -> TableFault {
        if case .hasNUL = found {
            return TableFault("the cell has a NUL byte, which no text has: is the file in another encoding?", column: column)
        }
        return TableFault("the cell is not UTF-8: save the file in that encoding", column: column)
    }

    func isTexts(_ column: Int) -> Bool { columns[column].textStart != nil }

    /// Rows of a column of texts that are to be read again, from the first.
    func rowsBeforeTexts(_ column: Int) -> Int {
        guard columns[column].hasNumber || format.emptyIsText else { return 0 }
        return columns[column].textStart ?? rows
    }

    /// Adds the numbers to those of the parts before, and lets go of them.
    func moveNumbers(_ column: Int, to place: UnsafeMutablePointer<Double>) {
        if let numbers = columns[column].numbers { place.update(from: numbers, count: rows) }
        release(column)
    }

    /// Adds the texts to those of the parts before, and lets go of them.
    /// - Parameter head: the rows before the first text, where they were read again.
    func moveTexts(_ column: Int, head: Head?, to texts: inout PooledTexts) {
        if let head {
            head.codes.withUnsafeBufferPointer { texts.append($0, head.pool) }
        } else {
            texts.appendMissing(columns[column].textStart ?? rows)
        }
        if let start = columns[column].textStart, let codes = columns[column].codes, let pool = columns[column].pool {
            texts.append(UnsafeBufferPointer(start: codes + start, count: rows - start), pool)
        }
        release(column)
    }
}
