import Domain

/// Reads the levels of a log's lines, one after the other: a traceback is an error from its first line to its last.
struct LevelReader: Sendable {
    private var isInTraceback = false

    /// - Parameter line: as shown, without colours.
    mutating func level(of line: LogBytes) -> LogLevel? {
        let line = Self.withoutRank(line)
        if isInTraceback {
            if let first = line.first, first == 0x20 || first == 0x09 { return .error }
            isInTraceback = false
            if Self.isException(line) { return .error }
        }
        if Self.beginsTraceback(line) {
            isInTraceback = true
            return .error
        }
        if Self.leadsToNext(line) { return .error }
        return LineLevel.of(line)
    }

    /// Without the `[rank0]: ` that torch puts before each line.
    private static func withoutRank(_ line: LogBytes) -> LogBytes {
        guard line.has("[rank", at: 0) else { return line }
        var at = 5
        while at < line.count, LineLevel.kind(of: line[at]) == LineLevel.digit { at += 1 }
        guard at > 5, line.has("]:", at: at) else { return line }
        at += 2
        if at < line.count, line[at] == 0x20 { at += 1 }
        return line.part(at..<line.count)
    }

    /// At the line's end: a log's stamp and level may stand before it.
    private static func beginsTraceback(_ line: LogBytes) -> Bool {
        line.last == UInt8(ascii: ":") && line.has("Traceback (most recent call last):", at: line.count - 34)
    }

    /// What stands between the tracebacks of a chain.
    private static func leadsToNext(_ line: LogBytes) -> Bool {
        line.has("During handling of the above exception, another exception occurred:", at: 0)
            || line.has("The above exception was the direct cause of the following exception:", at: 0)
    }

    /// `ValueError: …`, `torch.cuda.OutOfMemoryError: …`, `KeyboardInterrupt`; not a line of another level.
    private static func isException(_ line: LogBytes) -> Bool {
        var at = 0
        while at < line.count, LineLevel.kind(of: line[at]) != LineLevel.other || line[at] == UInt8(ascii: ".") { at += 1 }
        guard at > 0, LineLevel.kind(of: line[0]) == LineLevel.letter else { return false }
        guard at == line.count || line[at] == UInt8(ascii: ":") && (at + 1 == line.count || line[at + 1] == 0x20) else {
            return false
        }
        switch LineLevel.of(line) {
        case nil, .error, .warning: return true
        case .info, .debug: return false
        }
    }
}
