import Domain

/// A line that is not ended, as a reader may be shown it.
struct LogLineText: Sendable {
    /// With colours.
    let text: [UInt8]
    let level: LogLevel?
}

/// What a `LogIndexer` read in one go.
struct LogStretch: Sendable {
    /// A code a line, and the offset after each.
    var levels: [UInt8] = []
    var ends: [Int64] = []
    /// The colours in force from a line of this stretch on; the first after it is one more than its last.
    var tints: [(line: Int, colours: [UInt8])] = []
    var marks: [(group: Int, time: Int64)] = []
    /// How far was read, and what is there of the line that is not ended.
    var end: Int64 = 0
    var open: LogLineText?
}

/// Reads a log file's bytes in order and tells what the index is to know of them. Plain lines are looked at where they
/// lie; those that a terminal would show differently are normalised first.
struct LogIndexer: Sendable {
    private var offset: Int64 = 0
    private var line = 0
    private var isOpen = false
    private var normaliser = LogNormaliser(keepsColours: true)
    private var levels = LevelReader()
    /// The group of 1,024 lines that has its time.
    private var marked = -1

    mutating func read(_ bytes: LogBytes) -> LogStretch {
        var stretch = LogStretch()
        var specials = SpecialBytes(bytes)
        var shown: [UInt8] = []
        var at = 0
        while at < bytes.count {
            guard let newline = bytes.position(of: UInt8(ascii: "\n"), from: at, to: bytes.count) else {
                normaliser.feed(bytes.part(at..<bytes.count), into: &shown)
                isOpen = true
                break
            }
            let end = newline > at && bytes[newline - 1] == UInt8(ascii: "\r") ? newline - 1 : newline
            if isOpen || specials.isOne(from: at, to: end) {
                let before = normaliser.colours
                shown.removeAll(keepingCapacity: true)
                normaliser.feed(bytes.part(at..<(newline + 1)), into: &shown)
                shown.removeLast()
                Colours.strip(&shown)
                shown.withUnsafeBufferPointer { note($0, in: &stretch) }
                if normaliser.colours != before { stretch.tints.append((stretch.levels.count, normaliser.colours)) }
                isOpen = false
            } else {
                note(bytes.part(at..<end), in: &stretch)
            }
            stretch.ends.append(offset + Int64(newline) + 1)
            at = newline + 1
        }
        offset += Int64(bytes.count)
        stretch.end = offset
        if isOpen { stretch.open = unfinished }
        return stretch
    }

    private mutating func note(_ text: LogBytes, in stretch: inout LogStretch) {
        stretch.levels.append(LogIndex.code(of: levels.level(of: text)))
        let group = line / LogIndex.groupLines
        if group != marked, let time = LineTime.milliseconds(of: text) {
            stretch.marks.append((group, time))
            marked = group
        }
        line += 1
    }

    /// Nil when there is nothing to see of it, as after the reset of colours that many a log ends with.
    private var unfinished: LogLineText? {
        var copy = normaliser
        var text = copy.finish()
        guard !text.isEmpty else { return nil }
        text.removeLast()
        var plain = text
        Colours.strip(&plain)
        var reader = levels
        return LogLineText(text: text, level: plain.withUnsafeBufferPointer { reader.level(of: $0) })
    }
}
