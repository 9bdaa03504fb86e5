import Domain
import FoundationEssentials
import LinuxSystem

/// Reads lines of an indexed log as they are shown. One thread's own.
final class LineReader {
    private let log: IndexedLog
    private let file: OpenFile?
    private static let chunk = 64 << 10

    init(_ log: IndexedLog) throws {
        self.log = log
        do {
            if let descriptor = try FileDescriptor.opened(log.path) {
                file = OpenFile(descriptor)
            } else {
                file = nil
            }
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: log.path, cause: error)
        }
    }

    /// Lines by their place from 0; the unfinished one is the last.
    func lines(_ wanted: Range<Int>) throws -> [LogLine] {
        let known = log.look { index in
            let ended = wanted.clamped(to: 0..<index.lineCount)
            return (
                ended: ended, anchor: index.anchor(before: ended.lowerBound), bound: index.bound(after: ended.upperBound),
                levels: ended.map(index.level(of:)), open: wanted.contains(index.lineCount) ? index.open : nil
            )
        }
        var lines: [LogLine] = []
        lines.reserveCapacity(wanted.count)
        let texts = known.ended.isEmpty ? [] : try texts(known.ended, from: known.anchor, to: known.bound)
        for (index, text) in texts.enumerated() {
            lines.append(Self.line(known.ended.lowerBound + index, text, known.levels[index]))
        }
        if let open = known.open { lines.append(Self.line(wanted.upperBound - 1, open.text[...], open.level)) }
        return lines
    }

    /// Some lines, each its place and its text without colours, until `take` answers false.
    func plainLines(_ wanted: Range<Int>, take: (Int, LogBytes) -> Bool) throws {
        for line in try lines(wanted) {
            var text = Array(line.text.utf8)
            Colours.strip(&text)
            if !text.withUnsafeBufferPointer({ take(line.number - 1, $0) }) { return }
        }
    }

    /// Bytes of the file, all that are wanted unless it has become shorter.
    func bytes(from start: Int64, to end: Int64) throws -> [UInt8] {
        guard let file else { return [] }
        do {
            var bytes = try file.descriptor.read(at: start, count: Int(end - start), path: log.path)
            while Int64(bytes.count) < end - start {
                let more = try file.descriptor.read(
                    at: start + Int64(bytes.count), count: Int(end - start) - bytes.count, path: log.path)
                if more.isEmpty { break }
                bytes += more
            }
            return bytes
        } catch {
            throw AtelierError(.unavailable, "\(error)", subject: log.path, cause: error)
        }
    }

    private func texts(_ wanted: Range<Int>, from anchor: LogIndex.Anchor, to bound: Int64) throws -> [ArraySlice<UInt8>] {
        var normaliser = LogNormaliser(keepsColours: true, colours: anchor.colours)
        var skipped = wanted.lowerBound - anchor.line
        var offset = anchor.offset
        var shown: [UInt8] = []
        var missing = wanted.count
        var texts: [ArraySlice<UInt8>] = []
        while offset < bound, missing > 0 {
            let bytes = try bytes(from: offset, to: min(bound, offset + Int64(Self.chunk)))
            if bytes.isEmpty { break }
            shown.removeAll(keepingCapacity: true)
            bytes.withUnsafeBufferPointer { normaliser.feed($0, into: &shown) }
            var start = 0
            while missing > 0, let newline = shown[start...].firstIndex(of: UInt8(ascii: "\n")) {
                if skipped > 0 {
                    skipped -= 1
                } else {
                    texts.append(shown[start..<newline])
                    missing -= 1
                }
                start = newline + 1
            }
            offset += Int64(bytes.count)
        }
        return texts
    }

    private final class OpenFile {
        let descriptor: FileDescriptor

        init(_ descriptor: consuming FileDescriptor) {
            self.descriptor = descriptor
        }
    }

    static func line(_ place: Int, _ text: ArraySlice<UInt8>, _ level: LogLevel?) -> LogLine {
        let at: Date?
        if text.contains(0x1B) {
            var plain = Array(text)
            Colours.strip(&plain)
            at = plain.withUnsafeBufferPointer { LineTime.of($0) }
        } else {
            at = text.withUnsafeBufferPointer { LineTime.of($0) }
        }
        return LogLine(number: place + 1, level: level, at: at, text: String(decoding: text, as: UTF8.self))
    }
}
