package import Domain

/// The level that a line of a log gives itself, in the formats that programs write: Python's logging, loguru, JSON,
/// logfmt, glog, compilers, and `XError: …`. A word such as *error* in the middle of a sentence is not one.
package enum LineLevel {
    /// - Parameter line: as shown, without colours.
    package static func of(_ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        var at = 0
        while at < line.count, line[at] == 0x20 || line[at] == 0x09 { at += 1 }
        guard at < line.count else { return nil }
        if line[at] == UInt8(ascii: "{"), let level = inJSON(line, from: at) { return level }
        let limit = min(line.count, at + 128)
        var word = Word()
        while at < limit {
            let first = kind(of: line[at])
            guard first != other else {
                at += 1
                continue
            }
            var end = at + 1
            while end < line.count {
                let byte = line[end]
                if kind(of: byte) != other { end += 1; continue }
                // `torch.OutOfMemoryError` is one word.
                guard byte == UInt8(ascii: "."), first == letter, end + 1 < line.count,
                    kind(of: line[end + 1]) == letter
                else { break }
                end += 1
            }
            // A time stamp's `01T12` begins with a digit, and is no word.
            if first == letter {
                word.range = at..<end
                if let level = level(of: word, in: line) { return level }
                word.before += end - at
                word.previous = at..<end
            }
            at = end
        }
        return nil
    }

    private struct Word {
        var range = 0..<0
        /// Letters of words before it.
        var before = 0
        var previous = 0..<0
    }

    private static func level(of word: Word, in line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        let range = word.range
        let after = range.upperBound < line.count ? line[range.upperBound] : 0x0A
        if range.count == 1 || range.count == 5 && kind(of: line[range.lowerBound + 1]) == digit {
            return word.before == 0 ? ofLetter(range, after, line) : nil
        }
        guard let named = name(line, range) else { return nil }
        let before = lastVisible(line, before: range.lowerBound)
        switch named.kind {
        case .upper:
            switch after {
            case UInt8(ascii: ":"), UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "!"):
                return named.level
            case UInt8(ascii: "/"): return before == UInt8(ascii: "[") ? named.level : nil
            case 0x20, 0x09, 0x0A, UInt8(ascii: "\""):
                // After nothing, or a time stamp with a month's name.
                if word.before == 0 || word.before == 3 && kind(of: before) == digit { return named.level }
                switch before {
                case UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "-"):
                    return named.level
                case UInt8(ascii: "="): return isLevelKey(line, word.previous) ? named.level : nil
                default: break
                }
                switch firstVisible(line, from: range.upperBound) {
                case UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"): return named.level
                default: return nil
                }
            default: return nil
            }
        case .lower:
            switch (before, after) {
            case (UInt8(ascii: "["), UInt8(ascii: "]")), (UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "|"), UInt8(ascii: "|")):
                return named.level
            case (UInt8(ascii: "="), _): return isLevelKey(line, word.previous) ? named.level : nil
            case (_, UInt8(ascii: ":")):
                let isFirst = word.before == 0 || before == UInt8(ascii: ":") || before == UInt8(ascii: "]")
                return isFirst ? named.level : nil
            case (UInt8(ascii: "|"), 0x20):
                return firstVisible(line, from: range.upperBound) == UInt8(ascii: "|") ? named.level : nil
            default: return nil
            }
        case .suffix:
            guard after == UInt8(ascii: ":"), word.before == 0 || before == UInt8(ascii: ":") || before == UInt8(ascii: "]")
            else { return nil }
            return named.level
        }
    }

    /// `E0101 12:00:00` of glog, `2026-01-01 12:00:00.1: E tensorflow/…`, `[W 2026-01-01 …]` of Optuna.
    private static func ofLetter(_ range: Range<Int>, _ after: UInt8, _ line: UnsafeBufferPointer<UInt8>) -> LogLevel? {
        guard after == 0x20 else { return nil }
        let next = firstVisible(line, from: range.upperBound)
        let before = lastVisible(line, before: range.lowerBound)
        let isNumberNext = kind(of: next) == digit
        switch (range.count, before) {
        case (5, 0): guard isNumberNext else { return nil }
        case (1, UInt8(ascii: "[")): guard isNumberNext else { return nil }
        case (1, UInt8(ascii: ":")): break
        default: return nil
        }
        switch line[range.lowerBound] {
        case UInt8(ascii: "D"), UInt8(ascii: "V"): return .debug
        case UInt8(ascii: "I"): return .info
        case UInt8(ascii: "W"): return .warning
        case UInt8(ascii: "E"), UInt8(ascii: "F"), UInt8(ascii: "C"): return .error
        default: return nil
        }
    }

    private static func inJSON(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> LogLevel? {
        let limit = min(line.count, start + 4096)
        var at = start
        while let quote = line.position(of: UInt8(ascii: "\""), from: at, to: limit) {
            at = quote + 1
            var end = at
            while end < limit, kind(of: line[end]) != other || line[end] == UInt8(ascii: ".") { end += 1 }
            guard isLevelKey(line, at..<end), end < limit, line[end] == UInt8(ascii: "\"") else { continue }
            var value = end + 1
            while value < limit, line[value] == 0x20 || line[value] == UInt8(ascii: ":") { value += 1 }
            guard value < limit, value > end + 1, line[value] == UInt8(ascii: "\"") else { continue }
            var stop = value + 1
            while stop < limit, kind(of: line[stop]) == letter { stop += 1 }
            if let named = name(line, (value + 1)..<stop), named.kind != .suffix { return named.level }
        }
        return nil
    }

    private static func isLevelKey(_ line: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        switch range.count {
        case 3: line.has("lvl", at: range.lowerBound)
        case 5: line.has("level", at: range.lowerBound)
        case 8: line.has("severity", at: range.lowerBound) || line.has("loglevel", at: range.lowerBound)
        case 9: line.has("levelname", at: range.lowerBound) || line.has("log.level", at: range.lowerBound)
        default: false
        }
    }

    private static func lastVisible(_ line: UnsafeBufferPointer<UInt8>, before end: Int) -> UInt8 {
        var at = end
        while at > 0 {
            at -= 1
            if line[at] != 0x20, line[at] != 0x09 { return line[at] }
        }
        return 0
    }

    private static func firstVisible(_ line: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
        var at = start
        while at < line.count {
            if line[at] != 0x20, line[at] != 0x09 { return line[at] }
            at += 1
        }
        return 0
    }
}
