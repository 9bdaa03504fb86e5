import Domain

/// What the index knows of its lines' levels, without a look at the file.
extension LogIndex {
    /// As it is kept: 0 for none.
    static func code(of level: LogLevel?) -> UInt8 {
        level.map { UInt8($0.rawValue + 1) } ?? 0
    }

    /// Of an ended line.
    func level(of line: Int) -> LogLevel? {
        let block = blocks[line / Self.blockLines]
        let slot = UInt64(line % Self.blockLines)
        let code = block.low >> slot & 1 | (block.middle >> slot & 1) << 1 | (block.high >> slot & 1) << 2
        return code == 0 ? nil : LogLevel(rawValue: Int(code) - 1)
    }

    /// The first ended line from `start` on that is as grave.
    func next(_ level: LogLevel, from start: Int) -> Int? {
        guard start < lineCount else { return nil }
        var block = start / Self.blockLines
        var mask = ~UInt64(0) << UInt64(start % Self.blockLines)
        while block < blocks.count {
            let hits = blocks[block].lines(level) & mask
            if hits != 0 { return block * Self.blockLines + hits.trailingZeroBitCount }
            mask = ~0
            block += 1
        }
        return nil
    }

    /// The last ended line up to `start`, itself included, that is as grave.
    func previous(_ level: LogLevel, from start: Int) -> Int? {
        let start = min(start, lineCount - 1)
        guard start >= 0 else { return nil }
        var block = start / Self.blockLines
        var mask = ~UInt64(0) >> UInt64(Self.blockLines - 1 - start % Self.blockLines)
        while block >= 0 {
            let hits = blocks[block].lines(level) & mask
            if hits != 0 { return block * Self.blockLines + 63 - hits.leadingZeroBitCount }
            mask = ~0
            block -= 1
        }
        return nil
    }

    /// The gravest of some ended lines, where one is a warning or an error.
    func gravest(in lines: Range<Int>) -> LogLevel? {
        let hasWarning = next(.warning, from: lines.lowerBound).map { $0 < lines.upperBound } ?? false
        guard hasWarning else { return nil }
        return next(.error, from: lines.lowerBound).map { $0 < lines.upperBound } == true ? .error : .warning
    }
}

extension LogIndex.Block {
    /// A bit for each line that is at least so grave; a code is one more than the level's number.
    func lines(_ level: LogLevel) -> UInt64 {
        switch level {
        case .debug: low | middle | high
        case .info: middle | high
        case .warning: low & middle | high
        case .error: high
        }
    }
}
