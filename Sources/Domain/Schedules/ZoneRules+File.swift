extension ZoneRules {
    /// Reads a compiled file of the time zone database (RFC 8536). Nil for what is none.
    package init?(file: [UInt8]) {
        var reader = ZoneFileReader(bytes: file)
        guard var header = reader.header() else { return nil }
        var wordSize = 4
        if header.version >= 2 {
            // The same again in eight bytes a time, and a rule for the time after.
            guard reader.skip(header.length(wordSize: 4)), let second = reader.header() else { return nil }
            header = second
            wordSize = 8
        }
        var times: [Int] = []
        for _ in 0..<header.times {
            guard let time = reader.integer(bytes: wordSize) else { return nil }
            times.append(time)
        }
        guard let indices = reader.take(header.times) else { return nil }
        var offsets: [Int] = []
        for _ in 0..<header.types {
            guard let offset = reader.integer(bytes: 4), reader.skip(2) else { return nil }
            offsets.append(offset)
        }
        guard let first = offsets.first, indices.allSatisfy({ $0 < offsets.count }), times == times.sorted(),
            reader.skip(header.characters + header.leaps * (wordSize + 4) + header.standards + header.universals)
        else { return nil }
        var changes = zip(times, indices).map { Change(at: $0, offset: offsets[Int($1)]) }
        if wordSize == 8, let footer = reader.line(), let rule = ZoneFooter(footer) {
            changes += rule.changes(after: changes.last?.at ?? 0)
        }
        self.init(initialOffset: first, changes: changes)
    }
}

/// Takes big-endian numbers off the front of a file, and nothing beyond its end.
private struct ZoneFileReader {
    struct Header {
        let version: Int
        let universals, standards, leaps, times, types, characters: Int

        func length(wordSize: Int) -> Int {
            times * (wordSize + 1) + types * 6 + characters + leaps * (wordSize + 4) + standards + universals
        }
    }

    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func header() -> Header? {
        guard take(4) == Array("TZif".utf8), let version = take(1)?.first, skip(15) else { return nil }
        var counts: [Int] = []
        for _ in 0..<6 {
            guard let count = integer(bytes: 4), (0...65_536).contains(count) else { return nil }
            counts.append(count)
        }
        return Header(
            version: version == 0 ? 1 : Int(version) - 0x30, universals: counts[0], standards: counts[1], leaps: counts[2],
            times: counts[3], types: counts[4], characters: counts[5])
    }

    mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= bytes.count - position else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func integer(bytes count: Int) -> Int? {
        guard let bytes = take(count), let first = bytes.first else { return nil }
        return bytes.reduce(first >= 0x80 ? -1 : 0) { $0 << 8 | Int($1) }
    }

    /// What stands between two line feeds.
    mutating func line() -> String? {
        guard take(1) == [0x0A], let end = bytes[position...].firstIndex(of: 0x0A) else { return nil }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }
}
