/// One line of text that is a JSON object of plain values, taken key by key.
struct JSONLine {
    enum Value {
        case missing
        case number(Double)
        case text(String)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let line: Int
    private var at = 0
    private var isFirst = true

    init(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) {
        self.bytes = bytes
        self.line = line
    }

    /// False for an empty line.
    mutating func begin() throws(TableFault) -> Bool {
        skipSpaces()
        guard at < bytes.count else { return false }
        guard bytes[at] == UInt8(ascii: "{") else { throw fault("an object was expected: {\"name\": value}") }
        at += 1
        return true
    }

    /// Nil after the last.
    mutating func key() throws(TableFault) -> String? {
        skipSpaces()
        if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
            at += 1
            skipSpaces()
            guard at == bytes.count else { throw fault("something follows the object: each line holds one") }
            return nil
        }
        if !isFirst {
            guard at < bytes.count, bytes[at] == UInt8(ascii: ",") else { throw fault("a comma or } was expected") }
            at += 1
            skipSpaces()
        }
        isFirst = false
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key in double quotes was expected") }
        let key = try string()
        skipSpaces()
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
            throw fault("a colon was expected after the key '\(key.shortened)'")
        }
        at += 1
        return key
    }

    mutating func value(of key: String) throws(TableFault) -> Value {
        skipSpaces()
        guard at < bytes.count else { throw fault("a value was expected", column: key) }
        switch bytes[at] {
        case UInt8(ascii: "\""): return .text(try string(of: key))
        case UInt8(ascii: "{"):
            throw TableFault(
                "the value is an object, and a cell holds one number or text: give each of its keys a column", line: line,
                column: key)
        case UInt8(ascii: "["):
            throw TableFault("the value is a list, and a cell holds one number or text", line: line, column: key)
        case UInt8(ascii: "-"), 0x30...0x39:
            let start = at
            while at < bytes.count, bytes[at] &- 0x30 < 10 || "+-.eE".utf8.contains(bytes[at]) { at += 1 }
            let text = UnsafeBufferPointer(rebasing: bytes[start..<at])
            guard let number = DecimalNumber.read(text) else {
                throw fault("'\(String(decoding: text, as: UTF8.self).shortened)' is not a number", column: key)
            }
            return .number(number)
        default:
            let start = at
            while at < bytes.count, (bytes[at] | 0x20) &- 0x61 < 26 { at += 1 }
            switch String(decoding: bytes[start..<at], as: UTF8.self) {
            // NaN is no JSON, but what Python writes.
            case "null", "NaN": return .missing
            case "true": return .text("true")
            case "false": return .text("false")
            default:
                at = start
                throw fault("a value was expected", column: key)
            }
        }
    }

    private mutating func string(of key: String? = nil) throws(TableFault) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"), bytes[at] >= 0x20 { at += 1 }
        var plain: [UInt8] = []
        let isPlain = at < bytes.count && bytes[at] == UInt8(ascii: "\"")
        if !isPlain { plain = Array(bytes[start..<at]) }
        while !isPlain {
            guard at < bytes.count else { throw fault("a text has no closing quote", column: key) }
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 0x20 else {
                throw fault(
                    "a control character in a text must be written as \\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))",
                    column: key)
            }
            at += 1
            if byte == UInt8(ascii: "\\") { try escape(into: &plain, key) } else { plain.append(byte) }
        }
        let end = at
        at += 1
        let text = isPlain ? String(valid: UnsafeBufferPointer(rebasing: bytes[start..<end])) : String(validating: plain, as: UTF8.self)
        guard let text else { throw TableFault("a text is not UTF-8: save the file in that encoding", line: line, column: key) }
        return text
    }

    private mutating func escape(into plain: inout [UInt8], _ key: String?) throws(TableFault) {
        guard at < bytes.count else { throw fault("a text has no closing quote", column: key) }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
        case UInt8(ascii: "b"): plain.append(0x08)
        case UInt8(ascii: "f"): plain.append(0x0C)
        case UInt8(ascii: "n"): plain.append(0x0A)
        case UInt8(ascii: "r"): plain.append(0x0D)
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "u"):
            var value = try hexadecimal(key)
            if value & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
            {
                at += 2
                let low = try hexadecimal(key)
                guard low & 0xFC00 == 0xDC00 else { throw fault("half a character is written with \\u", column: key) }
                value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(value) else { throw fault("half a character is written with \\u", column: key) }
            plain.append(contentsOf: String(scalar).utf8)
        default: throw fault("a backslash is followed by nothing that JSON knows", column: key)
        }
    }

    private mutating func hexadecimal(_ key: String?) throws(TableFault) -> UInt32 {
        let digits = bytes[at..<min(at + 4, bytes.count)]
        guard digits.count == 4, digits.allSatisfy({ $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("\\u is followed by four hexadecimal digits", column: key) }
        at += 4
        return value
    }

    private mutating func skipSpaces() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
    }

    private func fault(_ what: String, column: String? = nil) -> TableFault {
        TableFault("it is not JSON at character \(at + 1) of the line: \(what)", line: line, column: column)
    }
}
