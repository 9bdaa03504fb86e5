/// Reads JSON text (RFC 8259) without Foundation. Integers that fit are `.int`, every other number is `.double`;
/// of equal keys the last one counts.
package struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private static let deepest = 512
    private static let digitBytes = UInt8(ascii: "0")...UInt8(ascii: "9")

    private init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    /// Throws `invalidArgument` with the byte offset when the text is not one JSON value.
    package static func parse(_ text: some StringProtocol) throws(AtelierError) -> JSONValue {
        var parser = JSONParser(text)
        let value = try parser.value()
        parser.skipSpace()
        guard parser.position == parser.bytes.count else { throw parser.failure("something follows the value") }
        return value
    }

    private func failure(_ what: String) -> AtelierError {
        AtelierError(.invalidArgument, "not JSON: \(what) at byte \(position)")
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func value() throws(AtelierError) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try nested { (parser) throws(AtelierError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { (parser) throws(AtelierError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"): return try number()
        case let byte? where Self.digitBytes.contains(byte): return try number()
        case nil: throw failure("the text ends where a value should be")
        default: throw failure("no value starts like this")
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(AtelierError) -> JSONValue
    ) throws(AtelierError) -> JSONValue {
        guard depth < Self.deepest else { throw failure("values are nested too deeply") }
        depth += 1
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws(AtelierError) -> JSONValue {
        var members: [String: JSONValue] = [:]
        if endsEmpty(with: UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw failure("a key in quotes is missing") }
            let key = try string()
            skipSpace()
            guard current == UInt8(ascii: ":") else { throw failure("':' is missing") }
            position += 1
            members[key] = try value()
            if try !continues(closedBy: UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func array() throws(AtelierError) -> JSONValue {
        var elements: [JSONValue] = []
        if endsEmpty(with: UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            if try !continues(closedBy: UInt8(ascii: "]")) { return .array(elements) }
        }
    }

    private mutating func endsEmpty(with closer: UInt8) -> Bool {
        skipSpace()
        guard current == closer else { return false }
        position += 1
        return true
    }

    private mutating func continues(closedBy closer: UInt8) throws(AtelierError) -> Bool {
        skipSpace()
        guard let byte = current, byte == UInt8(ascii: ",") || byte == closer else {
            throw failure("',' or '\(Character(Unicode.Scalar(closer)))' is missing")
        }
        position += 1
        return byte != closer
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(AtelierError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw failure("no value starts like this") }
        position += word.utf8.count
        return value
    }

    private mutating func digits() throws(AtelierError) {
        let start = position
        while let byte = current, Self.digitBytes.contains(byte) { position += 1 }
        guard position > start else { throw failure("a digit is missing") }
    }

    private mutating func number() throws(AtelierError) -> JSONValue {
        let start = position
        var isWhole = true
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits()
        }
        if current == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .int(whole) }
        guard let double = Double(text) else { throw failure("this number cannot be read") }
        return .double(double)
    }

    private mutating func string() throws(AtelierError) -> String {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: Array(String(Character(try escape())).utf8))
            case 0..<0x20:
                throw failure("a control character must be escaped")
            default:
                text.append(byte)
                position += 1
            }
        }
        throw failure("the string is not closed")
    }

    private mutating func escape() throws(AtelierError) -> Unicode.Scalar {
        guard let byte = current else { throw failure("the string is not closed") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw failure("this escape is unknown")
        }
    }

    private mutating func unicodeEscape() throws(AtelierError) -> Unicode.Scalar {
        let unit = try codeUnit()
        if (0xD800..<0xDC00).contains(unit), bytes[position...].starts(with: #"\u"#.utf8) {
            let mark = position
            position += 2
            let low = try codeUnit()
            if (0xDC00..<0xE000).contains(low),
                let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
            {
                return scalar
            }
            position = mark
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func codeUnit() throws(AtelierError) -> UInt32 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw failure("four hexadecimal digits are missing") }
        position += 4
        return unit
    }
}
