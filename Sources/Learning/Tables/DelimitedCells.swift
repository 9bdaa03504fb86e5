/// Goes through the cells of a delimited text, one row after the other.
///
/// A quoted cell may hold delimiters, line ends and doubled quotes; a quote within an unquoted cell is itself. Line ends are
/// `\n`, `\r\n` or `\r`; empty lines are passed over.
struct DelimitedCells {
    struct Cell {
        /// Without quotes around it.
        var start: Int
        var end: Int
        /// It has doubled quotes in it.
        var isEscaped = false
        var isQuoted = false
    }

    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let delimiter: UInt8
    private var at: Int
    /// The line that the next row begins on, from 1.
    private(set) var line = 1

    init(_ base: UnsafePointer<UInt8>, count: Int, delimiter: UInt8) {
        self.base = base
        self.count = count
        self.delimiter = delimiter
        let hasMark = count >= 3 && base[0] == 0xEF && base[1] == 0xBB && base[2] == 0xBF
        at = hasMark ? 3 : 0
    }

    /// The cells of the next row and the line it begins on; nil at the end. Throws for a quote without its end.
    mutating func next(into cells: inout [Cell]) throws(TableFault) -> Int? {
        cells.removeAll(keepingCapacity: true)
        while at < count, base[at] == UInt8(ascii: "\n") || base[at] == UInt8(ascii: "\r") { endLine() }
        guard at < count else { return nil }
        let start = line
        while true {
            cells.append(try cell())
            if at < count, base[at] == delimiter {
                at += 1
                continue
            }
            if at < count { endLine() }
            return start
        }
    }

    private mutating func endLine() {
        if base[at] == UInt8(ascii: "\r"), at + 1 < count, base[at + 1] == UInt8(ascii: "\n") { at += 1 }
        at += 1
        line += 1
    }

    private mutating func cell() throws(TableFault) -> Cell {
        if at < count, base[at] == UInt8(ascii: "\"") { return try quotedCell() }
        let start = at
        while at < count, base[at] != delimiter, base[at] != UInt8(ascii: "\n"), base[at] != UInt8(ascii: "\r") { at += 1 }
        return Cell(start: start, end: at)
    }

    private mutating func quotedCell() throws(TableFault) -> Cell {
        let (opened, first) = (line, at + 1)
        var cell = Cell(start: first, end: first, isQuoted: true)
        at = first
        while at < count {
            switch base[at] {
            case UInt8(ascii: "\"") where at + 1 < count && base[at + 1] == UInt8(ascii: "\""):
                cell.isEscaped = true
                at += 2
            case UInt8(ascii: "\""):
                cell.end = at
                at += 1
                guard at == count || base[at] == delimiter || base[at] == UInt8(ascii: "\n") || base[at] == UInt8(ascii: "\r")
                else {
                    throw TableFault("something follows the end of a quoted cell: double the quotes within it", line: line)
                }
                return cell
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): endLine()
            default: at += 1
            }
        }
        throw TableFault("the quote that begins a cell here has no end", line: opened)
    }

    /// Nil when the bytes are not UTF-8.
    func text(_ cell: Cell) -> String? {
        let bytes = UnsafeBufferPointer(start: base + cell.start, count: cell.end - cell.start)
        guard cell.isEscaped else { return String(validating: bytes, as: UTF8.self) }
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            plain.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(validating: plain, as: UTF8.self)
    }

    /// Nil when the cell is no number.
    func number(_ cell: Cell) -> Double? {
        var (start, end) = (cell.start, cell.end)
        while start < end, base[start] == 0x20 || base[start] == 0x09 { start += 1 }
        while end > start, base[end - 1] == 0x20 || base[end - 1] == 0x09 { end -= 1 }
        return DecimalNumber.read(UnsafeBufferPointer(start: base + start, count: end - start))
    }
}
