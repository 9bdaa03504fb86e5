extension JSONScanner {
    /// One cell into the row at hand.
    @inline(__always)
    mutating func cell(into table: inout RowTable) throws(InferenceFault) {
        let byte = byte
        if Self.startsNumber(byte) {
            table.append(try number())
        } else if byte == UInt8(ascii: "\"") {
            table.append(try text())
        } else {
            table.append(try word(row: table.rows, column: table.width))
        }
    }

    /// A cell that is neither a number nor a text.
    @inline(never)
    private mutating func word(row: Int, column: Int) throws(InferenceFault) -> Double {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            let kind = byte == UInt8(ascii: "[") ? "a list" : "an object"
            throw InferenceFault("row \(row), column \(column) holds \(kind) (byte \(at)): a cell is a number or a text")
        default:
            return try bareWord()
        }
    }

    /// `null`, `NaN`, `true` or `false`.
    mutating func bareWord() throws(InferenceFault) -> Double {
        if take(word: "null") || take(word: "NaN") { return .nan }
        if take(word: "true") { return 1 }
        if take(word: "false") { return 0 }
        if byte == UInt8(ascii: "I") { throw infinite(at) }
        throw unexpected("a number, a text, true, false or null")
    }

    /// A digit, a sign, or a point, which `number` refuses.
    @inline(__always)
    static func startsNumber(_ byte: UInt8) -> Bool { byte &- 0x2D < 13 }

    func infinite(_ place: Int) -> InferenceFault { fault("the number at byte \(place) is infinite, which no model takes") }
}
