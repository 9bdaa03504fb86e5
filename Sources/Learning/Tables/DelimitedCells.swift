import Glibc

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
    }

    let base: UnsafePointer<UInt8>
    let end: Int
    private let delimiter: UInt8
    private(set) var at: Int
    /// The line that the next row begins on, from 1.
    private(set) var line = 1

    /// Of some bytes that begin with a row.
    init(_ base: UnsafePointer<UInt8>, _ range: Range<Int>, delimiter: UInt8) {
        self.base = base
        end = range.upperBound
        self.delimiter = delimiter
        at = range.lowerBound
    }

    /// Passes over empty lines. The line of the next row; nil at the end.
    @inline(__always)
    mutating func beginRow() -> Int? {
        while at < end, base[at] == UInt8(ascii: "\n") || base[at] == UInt8(ascii: "\r") { endLine() }
        return at < end ? line : nil
    }

    /// After a cell: whether another one follows in its row.
    @inline(__always)
    mutating func endCell() -> Bool {
        guard at < end else { return false }
        if base[at] == delimiter {
            at += 1
            return true
        }
        endLine()
        return false
    }

    /// A number that is a whole cell, without spaces; nil leaves the place as it was.
    @inline(__always)
    mutating func plainNumber() -> Double? {
        var place = at
        guard let number = DecimalNumber.scan(base, &place, end) else { return nil }
        guard place == end || isEdge(base[place]) else { return nil }
        at = place
        return number
    }

    /// Throws for a quote without its end.
    @inline(__always)
    mutating func cell() throws(TableFault) -> Cell {
        if at < end, base[at] == UInt8(ascii: "\"") { return try quotedCell() }
        let start = at
        at = next(delimiter, from: start)
        return Cell(start: start, end: at)
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The next place of a byte or of a line end: eight bytes are looked at together.
    @inline(__always)
    private func next(_ byte: UInt8, from start: Int) -> Int {
        let bytes = UInt64(byte) &* Self.ones
        var place = start
        while place + 8 <= end {
            let eight = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
            let found = Self.zeros(eight ^ bytes) | Self.zeros(eight ^ (0x0A * Self.ones)) | Self.zeros(eight ^ (0x0D * Self.ones))
            if found != 0 { return place + found.trailingZeroBitCount / 8 }
            place += 8
        }
        while place < end, base[place] != byte, base[place] != 0x0A, base[place] != 0x0D { place += 1 }
        return place
    }

    /// The highest bit of bytes that are 0, right up to the first of them.
    @inline(__always)
    private static func zeros(_ eight: UInt64) -> UInt64 {
        (eight &- ones) & ~eight & (0x80 * ones)
    }

    @inline(__always)
    private func isEdge(_ byte: UInt8) -> Bool {
        byte == delimiter || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    private mutating func endLine() {
        if base[at] == UInt8(ascii: "\r"), at + 1 < end, base[at + 1] == UInt8(ascii: "\n") { at += 1 }
        at += 1
        line += 1
    }

    private mutating func quotedCell() throws(TableFault) -> Cell {
        let (opened, first) = (line, at + 1)
        var cell = Cell(start: first, end: first)
        at = first
        while true {
            at = next(UInt8(ascii: "\""), from: at)
            guard at < end else { break }
            switch base[at] {
            case UInt8(ascii: "\"") where at + 1 < end && base[at + 1] == UInt8(ascii: "\""):
                cell.isEscaped = true
                at += 2
            case UInt8(ascii: "\""):
                cell.end = at
                at += 1
                guard at == end || isEdge(base[at]) else {
                    throw TableFault("something follows the end of a quoted cell: double the quotes within it", line: line)
                }
                return cell
            default: endLine()
            }
        }
        throw TableFault("the quote that begins a cell here has no end", line: opened)
    }

    /// Without doubled quotes.
    func bytes(_ cell: Cell) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: cell.end - cell.start) { room, count in
            if let start = room.baseAddress { count = write(cell, to: start) }
        }
    }

    /// Without doubled quotes; how many bytes that are.
    private func write(_ cell: Cell, to room: UnsafeMutablePointer<UInt8>) -> Int {
        guard cell.isEscaped else {
            room.update(from: base + cell.start, count: cell.end - cell.start)
            return cell.end - cell.start
        }
        var (from, count) = (cell.start, 0)
        while from < cell.end {
            let quote = memchr(base + from, 0x22, cell.end - from).map { $0 - UnsafeMutableRawPointer(mutating: base) }
            let until = quote.map { $0 + 1 } ?? cell.end
            (room + count).update(from: base + from, count: until - from)
            count += until - from
            from = until + (quote == nil ? 0 : 1)
        }
        return count
    }

    /// What of this text is found in a pool.
    @inline(__always)
    func find(_ cell: Cell, in pool: inout TextPool) -> TextPool.Found {
        guard cell.isEscaped else { return pool.find(base + cell.start, cell.end - cell.start) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: cell.end - cell.start) { room in
            guard let start = room.baseAddress else { return pool.find(base + cell.start, 0) }
            return pool.find(start, write(cell, to: start))
        }
    }

    /// Nil when the cell is no number.
    func number(_ cell: Cell) -> Double? {
        var (start, end) = (cell.start, cell.end)
        while start < end, base[start] == 0x20 || base[start] == 0x09 { start += 1 }
        while end > start, base[end - 1] == 0x20 || base[end - 1] == 0x09 { end -= 1 }
        return DecimalNumber.read(UnsafeBufferPointer(start: base + start, count: end - start))
    }
}
