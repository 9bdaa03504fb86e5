/// How the bytes of a file say its characters, by MLTable's names.
package enum TextEncoding: String, Sendable, CaseIterable {
    case utf8, utf8bom, ascii, latin1, iso88591, windows1252, utf16, utf32

    /// `utf-8`, `ISO-8859-1`, `cp1252`; nil for one that is not read.
    package init?(named name: String) {
        let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        let known = ["usascii": "ascii", "cp1252": "windows1252", "utf8sig": "utf8bom", "iso8859": "iso88591"]
        self.init(rawValue: known[plain] ?? plain)
    }

    /// The same characters in UTF-8. What is UTF-8 already is not looked through: its readers do that.
    ///
    /// Throws for bytes that say nothing in the encoding.
    package func utf8(_ bytes: [UInt8]) throws(TableFault) -> [UInt8] {
        switch self {
        case .utf8, .utf8bom: return bytes
        case .ascii:
            guard let wrong = bytes.firstIndex(where: { $0 >= 0x80 }) else { return bytes }
            throw fault("the byte \(Self.hexadecimal(UInt32(bytes[wrong])))", after: bytes[..<wrong].lazy.map(UInt32.init))
        case .latin1, .iso88591: return try Self.write(bytes, self) { UInt32($0) }
        case .windows1252:
            return try Self.write(bytes, self) { byte in
                (0x80..<0xA0).contains(byte) ? Self.windows[Int(byte) - 0x80] : UInt32(byte)
            }
        case .utf16: return try utf16(bytes)
        case .utf32: return try utf32(bytes)
        }
    }

    /// 0 where Windows has no character.
    private static let windows: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static func write(
        _ bytes: [UInt8], _ encoding: TextEncoding, _ scalar: (UInt8) -> UInt32
    ) throws(TableFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + bytes.count / 16)
        for (place, byte) in bytes.enumerated() {
            let value = byte < 0x80 ? UInt32(byte) : scalar(byte)
            guard value != 0 || byte == 0 else {
                throw encoding.fault("the byte \(hexadecimal(UInt32(byte)))", after: bytes[..<place].lazy.map(UInt32.init))
            }
            append(value, to: &result)
        }
        return result
    }

    private func utf16(_ bytes: [UInt8]) throws(TableFault) -> [UInt8] {
        let isBig = bytes.starts(with: [0xFE, 0xFF])
        let start = isBig || bytes.starts(with: [0xFF, 0xFE]) ? 2 : 0
        guard bytes.count.isMultiple(of: 2) else {
            throw TableFault("the file has \(bytes.count) bytes, and in UTF-16 they come in twos: is it in another encoding?")
        }
        var (result, scalars) = ([UInt8](), [UInt32]())
        result.reserveCapacity(bytes.count)
        scalars.reserveCapacity(bytes.count / 2)
        func unit(_ place: Int) -> UInt32 {
            let (first, second) = (UInt32(bytes[place]), UInt32(bytes[place + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        }
        var place = start
        while place < bytes.count {
            var value = unit(place)
            place += 2
            if value & 0xFC00 == 0xD800, place < bytes.count, unit(place) & 0xFC00 == 0xDC00 {
                value = 0x10000 + (value & 0x3FF) << 10 + unit(place) & 0x3FF
                place += 2
            }
            guard value & 0xFFFF_F800 != 0xD800 else {
                throw fault("half a character, \(Self.hexadecimal(value)),", after: scalars)
            }
            scalars.append(value)
            Self.append(value, to: &result)
        }
        return result
    }

    private func utf32(_ bytes: [UInt8]) throws(TableFault) -> [UInt8] {
        let isBig = bytes.starts(with: [0, 0, 0xFE, 0xFF])
        let start = isBig || bytes.starts(with: [0xFF, 0xFE, 0, 0]) ? 4 : 0
        guard bytes.count.isMultiple(of: 4) else {
            throw TableFault("the file has \(bytes.count) bytes, and in UTF-32 they come in fours: is it in another encoding?")
        }
        var (result, scalars) = ([UInt8](), [UInt32]())
        for place in stride(from: start, to: bytes.count, by: 4) {
            let four = bytes[place..<place + 4].map(UInt32.init)
            let value = (isBig ? four : four.reversed()).reduce(0) { $0 << 8 | $1 }
            guard Unicode.Scalar(value) != nil else { throw fault("the number \(Self.hexadecimal(value))", after: scalars) }
            scalars.append(value)
            Self.append(value, to: &result)
        }
        return result
    }

    private static func append(_ value: UInt32, to result: inout [UInt8]) {
        if value < 0x80 { return result.append(UInt8(value)) }
        if value < 0x800 {
            result.append(UInt8(0xC0 | value >> 6))
        } else {
            if value < 0x10000 {
                result.append(UInt8(0xE0 | value >> 12))
            } else {
                result.append(UInt8(0xF0 | value >> 18))
                result.append(UInt8(0x80 | value >> 12 & 0x3F))
            }
            result.append(UInt8(0x80 | value >> 6 & 0x3F))
        }
        result.append(UInt8(0x80 | value & 0x3F))
    }

    /// Where it is follows from the characters before it.
    private func fault(_ what: String, after before: some Sequence<UInt32>) -> TableFault {
        var (line, character, previous) = (1, 1, UInt32(0))
        for value in before {
            character += 1
            if value == 0x0D || value == 0x0A && previous != 0x0D { line += 1 }
            if value == 0x0D || value == 0x0A { character = 1 }
            previous = value
        }
        return TableFault(
            "\(what) at character \(character) of the line is not \(rawValue): give the file's encoding, or save it as UTF-8",
            line: line)
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        "0x" + String(value, radix: 16, uppercase: true)
    }
}
