import Glibc

/// A stretch of a log's bytes, borrowed.
typealias LogBytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
    /// Where the byte is next, from `start` up to `end`.
    @inline(__always)
    func position(of byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = baseAddress, let hit = memchr(base + start, Int32(byte), end - start) else {
            return nil
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(hit))
    }

    /// Whether `text` stands at `start`.
    @inline(__always)
    func has(_ text: StaticString, at start: Int) -> Bool {
        guard start >= 0, start + text.utf8CodeUnitCount <= count, let base = baseAddress else { return false }
        return memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    func part(_ range: Range<Int>) -> Self { Self(rebasing: self[range]) }

    /// The last line feed from `start` up to `end`.
    func lastLineFeed(from start: Int, to end: Int) -> Int? {
        var at = end
        while at > start {
            at -= 1
            if self[at] == UInt8(ascii: "\n") { return at }
        }
        return nil
    }

    /// How many line feeds there are from `start` up to `end`.
    func lineFeeds(from start: Int, to end: Int) -> Int {
        var count = 0
        var at = start
        while let next = position(of: UInt8(ascii: "\n"), from: at, to: end) {
            count += 1
            at = next + 1
        }
        return count
    }
}

/// Where the bytes are that make a line look other than it is written: found a stretch at a time, so that plain lines
/// cost nothing.
struct SpecialBytes {
    private let bytes: LogBytes
    private var next: (escape: Int, restart: Int, backspace: Int) = (-1, -1, -1)

    init(_ bytes: LogBytes) {
        self.bytes = bytes
    }

    /// Whether there is one from `start` up to `end`. Ask in ascending order.
    @inline(__always)
    mutating func isOne(from start: Int, to end: Int) -> Bool {
        if next.escape < start { next.escape = find(0x1B, start) }
        if next.restart < start { next.restart = find(0x0D, start) }
        if next.backspace < start { next.backspace = find(0x08, start) }
        return next.escape < end || next.restart < end || next.backspace < end
    }

    /// Up to where whole lines from `start` on have none; the return before a line's end is none. `start` begins a line.
    /// Ask in ascending order.
    mutating func plainEnd(from start: Int) -> Int {
        if next.escape < start { next.escape = find(0x1B, start) }
        if next.backspace < start { next.backspace = find(0x08, start) }
        while true {
            if next.restart < start { next.restart = find(0x0D, start) }
            guard next.restart < min(next.escape, next.backspace), next.restart + 1 < bytes.count,
                bytes[next.restart + 1] == UInt8(ascii: "\n")
            else { break }
            next.restart = find(0x0D, next.restart + 1)
        }
        let first = min(next.escape, next.backspace, next.restart)
        guard first < bytes.count else { return bytes.count }
        return bytes.lastLineFeed(from: start, to: first).map { $0 + 1 } ?? start
    }

    private func find(_ byte: UInt8, _ start: Int) -> Int {
        bytes.position(of: byte, from: start, to: bytes.count) ?? .max
    }
}
