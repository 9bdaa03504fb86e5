import Domain

/// The words that name a level.
extension LineLevel {
    enum Kind {
        /// `ERROR`
        case upper
        /// `error`, `Error`
        case lower
        /// `ValueError`, `UserWarning`
        case suffix
    }

    static func name(
        _ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
    ) -> (level: LogLevel, kind: Kind)? {
        guard (3...11).contains(range.count), let level = level(named: line, range) else {
            return suffixed(line, range).map { ($0, .suffix) }
        }
        let isUpper = line[range.lowerBound] & 0x20 == 0 && line[range.upperBound - 1] & 0x20 == 0
        return (level, isUpper ? .upper : .lower)
    }

    private static func suffixed(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> LogLevel? {
        let end = range.upperBound
        if range.count > 5, line.has("Error", at: end - 5) { return .error }
        if range.count > 7, line.has("Warning", at: end - 7) { return .warning }
        if range.count >= 9, line.has("Exception", at: end - 9) { return .error }
        return nil
    }

    @inline(__always)
    private static func level(named line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> LogLevel? {
        // Of up to eleven letters, the first eight in a number, in lower case.
        var packed: UInt64 = 0
        for index in range.prefix(8) { packed = packed << 8 | UInt64(line[index] | 0x20) }
        switch (range.count, packed) {
        case (3, 0x657272): return .error  // err
        case (4, 0x63726974): return .error  // crit
        case (5, 0x6572726F72): return .error  // error
        case (5, 0x666174616C): return .error  // fatal
        case (5, 0x70616E6963): return .error  // panic
        case (6, 0x736576657265): return .error  // severe
        case (8, 0x637269746963616C): return .error  // critical
        case (4, 0x7761726E): return .warning  // warn
        case (7, 0x7761726E696E67): return .warning  // warning
        case (4, 0x696E666F): return .info  // info
        case (6, 0x6E6F74696365): return .info  // notice
        case (7, 0x73756363657373): return .info  // success
        case (11, 0x696E666F726D6174): return line[range.upperBound - 1] | 0x20 == UInt8(ascii: "n") ? .info : nil  // information
        case (5, 0x6465627567): return .debug  // debug
        case (5, 0x7472616365): return .debug  // trace
        case (7, 0x766572626F7365): return .debug  // verbose
        default: return nil
        }
    }

    static let other: UInt8 = 0
    static let letter: UInt8 = 1
    static let digit: UInt8 = 2

    /// What a byte is in a word.
    @inline(__always)
    static func kind(of byte: UInt8) -> UInt8 {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x5F: letter
        case 0x30...0x39: digit
        default: other
        }
    }
}
