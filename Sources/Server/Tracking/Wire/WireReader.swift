import Domain

/// A JSON reader for the hot requests: several times quicker than a general decoder, and tolerant of what Python's
/// `json` writes (`NaN`, `Infinity`). Integers keep 64 bits.
struct WireReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    struct Malformed: Error {
        let offset: Int
    }

    /// The one value a text holds.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(Malformed) -> JSONValue {
        var reader = WireReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.malformed }
        return value
    }

    static func read(_ text: String) throws(Malformed) -> JSONValue {
        let bytes = Array(text.utf8)
        let result = bytes.withUnsafeBufferPointer { buffer in
            Result { () throws(Malformed) in try read(buffer) }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    private var malformed: Malformed { Malformed(offset: index) }
    private static let deepest = 64

    private mutating func value(depth: Int) throws(Malformed) -> JSONValue {
        skipSpace()
        guard index < bytes.count, depth < Self.deepest else { throw malformed }
        switch bytes[index] {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case UInt8(ascii: "N"): return try literal("NaN", .double(.nan))
        case UInt8(ascii: "I"): return try literal("Infinity", .double(.infinity))
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Malformed) -> JSONValue {
        index += 1
        // Room for the fields of a metric, so that it does not grow three times on the way there.
        var members = [String: JSONValue](minimumCapacity: 5)
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed }
            let key = try string()
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw malformed }
            members[key] = try value(depth: depth + 1)
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw malformed }
        return .object(members)
    }

    private mutating func array(_ depth: Int) throws(Malformed) -> JSONValue {
        index += 1
        var elements: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        repeat {
            elements.append(try value(depth: depth + 1))
            skipSpace()
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw malformed }
        return .array(elements)
    }

    private mutating func string() throws(Malformed) -> String {
        index += 1
        let start = index
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                guard let text = utf8(start..<index) else { throw malformed }
                index += 1
                return text
            case UInt8(ascii: "\\"): return try escapedString(from: start)
            case 0..<0x20: throw malformed
            default: index += 1
            }
        }
        throw malformed
    }

    private mutating func escapedString(from start: Int) throws(Malformed) -> String {
        guard var text = utf8(start..<index) else { throw malformed }
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index += 1
                return text
            case UInt8(ascii: "\\"):
                index += 1
                text.unicodeScalars.append(try escape())
            case 0..<0x20: throw malformed
            default:
                let run = index
                while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\"),
                    bytes[index] >= 0x20
                { index += 1 }
                guard let part = utf8(run..<index) else { throw malformed }
                text += part
            }
        }
        throw malformed
    }

    private mutating func escape() throws(Malformed) -> Unicode.Scalar {
        guard index < bytes.count else { throw malformed }
        defer { index += 1 }
        switch bytes[index] {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            let unit = try unit()
            if let scalar = Unicode.Scalar(unit) { return scalar }
            // A surrogate: its partner must follow, or a replacement stands for it.
            guard unit < 0xDC00, index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "\\"),
                bytes[index + 2] == UInt8(ascii: "u")
            else { return "\u{FFFD}" }
            index += 2
            let low = try self.unit()
            guard (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
            let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(low - 0xDC00)
            return Unicode.Scalar(value) ?? "\u{FFFD}"
        case let byte where byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "/"):
            return Unicode.Scalar(byte)
        default: throw malformed
        }
    }

    /// Reads four hexadecimal digits behind a `u`; stays on the last one.
    private mutating func unit() throws(Malformed) -> UInt16 {
        guard index + 4 < bytes.count else { throw malformed }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            index += 1
            let digit: UInt8
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = bytes[index] - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = bytes[index] - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = bytes[index] - UInt8(ascii: "A") + 10
            default: throw malformed
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    private mutating func number() throws(Malformed) -> JSONValue {
        let start = index
        var isInteger = true
        if take(UInt8(ascii: "-")), index < bytes.count, bytes[index] == UInt8(ascii: "I") {
            return try literal("Infinity", .double(-.infinity))
        }
        var magnitude: UInt64 = 0
        var fits = true
        loop: while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let (product, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = product.addingReportingOverflow(UInt64(bytes[index] - UInt8(ascii: "0")))
                magnitude = sum
                fits = fits && !overflow && !carry
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                isInteger = false
            default: break loop
            }
            index += 1
        }
        let isNegative = bytes[start] == UInt8(ascii: "-")
        guard index > start + (isNegative ? 1 : 0) else { throw malformed }
        if isInteger, fits {
            if let value = Int64(exactly: magnitude) { return .int(isNegative ? -value : value) }
            if isNegative, magnitude == UInt64(Int64.max) + 1 { return .int(.min) }
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let value = Double(text) else { throw malformed }
        return .double(value)
    }

    private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(Malformed) -> JSONValue {
        let count = text.utf8CodeUnitCount
        guard index + count <= bytes.count else { throw malformed }
        for offset in 0..<count where bytes[index + offset] != text.utf8Start[offset] { throw malformed }
        index += count
        return value
    }

    private mutating func skipSpace() {
        while index < bytes.count, bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private func utf8(_ range: Range<Int>) -> String? {
        String(validating: bytes[range], as: UTF8.self)
    }
}
