import Domain

/// Where in a log file its lines are, how grave they are, and when some of them were written: half a byte a line, and
/// enough to begin reading anywhere. Holds no text; knows of the file as far as it was scanned.
struct LogIndex: Sendable {
    static let blockLines = 64
    static let groupLines = 1024
    static let segmentBytes: Int64 = 256 << 10
    /// What a log that changes its colours all the time may have noted; after that only text is sure.
    private static let mostTints = 16_384

    /// 64 lines: where the first begins, and a bit a line of each of the three that code its level.
    struct Block {
        let offset: Int64
        var low: UInt64 = 0
        var middle: UInt64 = 0
        var high: UInt64 = 0
    }

    /// Where reading may begin.
    struct Anchor: Sendable {
        let line: Int
        let offset: Int64
        /// In force there.
        var colours: [UInt8] = []
    }

    private struct Tint {
        let line: Int
        let colours: [UInt8]
    }

    /// Ended lines, and where the last of them ends.
    private(set) var lineCount = 0
    private(set) var end: Int64 = 0
    /// How far the file was read; what lies between is the unfinished line.
    private(set) var scanned: Int64 = 0
    /// The unfinished line as it stands.
    private(set) var open: LogLineText?
    private(set) var blocks: [Block] = []
    /// A quarter of a MiB each, or a line: what is searched in one piece.
    private var segments: [Anchor] = []
    private var tints: [Tint] = []
    private var colours: [UInt8] = []
    /// The first time in each 1,024 lines; in milliseconds, `noMark` where no line has one.
    private(set) var marks: [Int64] = []
    static let noMark = Int64.min

    /// With the unfinished one.
    var total: Int { lineCount + (open == nil ? 0 : 1) }

    mutating func append(_ stretch: LogStretch) {
        var tint = stretch.tints.startIndex
        for (index, level) in stretch.levels.enumerated() {
            while tint < stretch.tints.endIndex, stretch.tints[tint].line <= index {
                colours = stretch.tints[tint].colours
                tint += 1
            }
            let slot = lineCount % Self.blockLines
            let beginsSegment = segments.last.map { end - $0.offset >= Self.segmentBytes } ?? true
            if slot == 0 { blocks.append(Block(offset: end)) }
            if beginsSegment { segments.append(Anchor(line: lineCount, offset: end)) }
            if slot == 0 || beginsSegment { noteTint() }
            let bit: UInt64 = 1 << UInt64(slot)
            if level & 1 != 0 { blocks[blocks.count - 1].low |= bit }
            if level & 2 != 0 { blocks[blocks.count - 1].middle |= bit }
            if level & 4 != 0 { blocks[blocks.count - 1].high |= bit }
            lineCount += 1
            end = stretch.ends[index]
        }
        if let last = stretch.tints.last { colours = last.colours }
        for mark in stretch.marks {
            while marks.count < mark.group { marks.append(Self.noMark) }
            if marks.count == mark.group { marks.append(mark.time) }
        }
        scanned = stretch.end
        open = stretch.open
    }

    private mutating func noteTint() {
        guard colours != tints.last?.colours ?? [], tints.count < Self.mostTints else { return }
        tints.append(Tint(line: lineCount, colours: colours))
    }
}

// MARK: - Finding a place

extension LogIndex {
    /// The last place at or before a line where reading may begin.
    func anchor(before line: Int) -> Anchor {
        let line = min(line, lineCount)
        guard let segment = segment(of: line) else { return Anchor(line: 0, offset: 0) }
        let block = min(line / Self.blockLines, blocks.count - 1)
        let first = block * Self.blockLines
        guard segments[segment].line < first else { return place(of: segments[segment]) }
        return place(of: Anchor(line: first, offset: blocks[block].offset))
    }

    /// Where the lines up to `line` are sure to have ended: the next place to begin reading, or the end.
    func bound(after line: Int) -> Int64 {
        guard line < lineCount else { return end }
        let block = (line + Self.blockLines - 1) / Self.blockLines
        var bound = block < blocks.count ? blocks[block].offset : end
        if let segment = segment(of: line) {
            let next = segments[segment].line >= line ? segment : segment + 1
            if next < segments.count { bound = min(bound, segments[next].offset) }
        }
        return bound
    }

    /// The piece to search that the line is in: its first line, and what ends it. Nil beyond the last ended line.
    func piece(of line: Int) -> (from: Anchor, end: Int64, lines: Range<Int>)? {
        guard line >= 0, line < lineCount, let at = segment(of: line) else { return nil }
        let next = at + 1 < segments.count ? segments[at + 1] : Anchor(line: lineCount, offset: end)
        return (place(of: segments[at]), next.offset, segments[at].line..<next.line)
    }

    private func place(of anchor: Anchor) -> Anchor {
        guard !tints.isEmpty else { return anchor }
        var low = 0
        var high = tints.count
        while low < high {
            let middle = (low + high) / 2
            if tints[middle].line <= anchor.line { low = middle + 1 } else { high = middle }
        }
        return Anchor(line: anchor.line, offset: anchor.offset, colours: low > 0 ? tints[low - 1].colours : [])
    }

    private func segment(of line: Int) -> Int? {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].line <= line { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
