/// The words of JSON, read from bytes that stay where they are. Every fault names the byte, counted from 0.
struct JSONScanner {
    /// Deeper nesting is refused, also in what is read over.
    static let maximumDepth = 64

    let base: UnsafePointer<UInt8>
    let count: Int
    var at = 0

    init(_ base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        self.count = count
    }

    /// The byte at hand; 0, which begins nothing, at the end.
    var byte: UInt8 {
        @inline(__always) get { at < count ? base[at] : 0 }
    }

    @inline(__always)
    mutating func skipBlanks() {
        while at < count {
            let byte = base[at]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            at += 1
        }
    }

    @inline(__always)
    mutating func take(_ wanted: UInt8) -> Bool {
        guard at < count, base[at] == wanted else { return false }
        at += 1
        return true
    }

    /// Takes a word if it is what comes next, whatever follows it.
    mutating func take(word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard at + length <= count else { return false }
        for index in 0..<length where base[at + index] != word.utf8Start[index] { return false }
        at += length
        return true
    }

    @inline(__always)
    mutating func expect(_ wanted: UInt8, _ what: @autoclosure () -> String) throws(InferenceFault) {
        skipBlanks()
        guard take(wanted) else { throw unexpected(what()) }
    }

    /// After an element of a list or a member of an object: true when another follows.
    @inline(__always)
    mutating func takesAnother(until end: UInt8) throws(InferenceFault) -> Bool {
        skipBlanks()
        if take(UInt8(ascii: ",")) {
            skipBlanks()
            return true
        }
        if take(end) { return false }
        throw unexpected("',' or '\(Character(Unicode.Scalar(end)))'")
    }

    // MARK: Texts

    /// A text at its opening quote.
    mutating func text() throws(InferenceFault) -> String {
        let start = at + 1
        at = start
        var all: UInt8 = 0
        while at < count {
            let byte = base[at]
            all |= byte
            switch byte {
            case UInt8(ascii: "\""):
                let bytes = UnsafeBufferPointer(start: base + start, count: at - start)
                at += 1
                // Validation is slow, and ASCII needs none.
                if all < 0x80 { return String(decoding: bytes, as: UTF8.self) }
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw fault("the text that begins at byte \(start - 1) is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                return try escapedText(from: start)
            case 0..<0x20:
                throw fault("a text holds an unescaped control character at byte \(at)")
            default:
                at += 1
            }
        }
        throw ended
    }

    private mutating func escapedText(from start: Int) throws(InferenceFault) -> String {
        var bytes = Array(UnsafeBufferPointer(start: base + start, count: at - start))
        while at < count {
            let byte = base[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw fault("the text that begins at byte \(start - 1) is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"): try appendEscape(to: &bytes)
            case 0..<0x20: throw fault("a text holds an unescaped control character at byte \(at - 1)")
            default: bytes.append(byte)
            }
        }
        throw ended
    }

    private mutating func appendEscape(to bytes: inout [UInt8]) throws(InferenceFault) {
        guard at < count else { throw ended }
        let byte = base[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
        case UInt8(ascii: "b"): bytes.append(0x08)
        case UInt8(ascii: "f"): bytes.append(0x0C)
        case UInt8(ascii: "n"): bytes.append(0x0A)
        case UInt8(ascii: "r"): bytes.append(0x0D)
        case UInt8(ascii: "t"): bytes.append(0x09)
        case UInt8(ascii: "u"):
            let start = at - 2
            var code = try hexadecimal()
            if code & 0xFC00 == 0xD800, take(word: "\\u") {
                let low = try hexadecimal()
                guard low & 0xFC00 == 0xDC00 else { throw halfPair(start) }
                code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = Unicode.Scalar(code) else { throw halfPair(start) }
            bytes += String(scalar).utf8
        default: throw fault("there is no escape '\\\(shown(byte))' (byte \(at - 2))")
        }
    }

    private mutating func hexadecimal() throws(InferenceFault) -> UInt32 {
        guard at + 4 <= count else { throw ended }
        var code: UInt32 = 0
        for _ in 0..<4 {
            let byte = base[at]
            let digit: UInt8
            switch byte {
            case 0x30...0x39: digit = byte - 0x30
            case 0x41...0x46: digit = byte - 0x41 + 10
            case 0x61...0x66: digit = byte - 0x61 + 10
            default: throw fault("an escape \\u needs four hexadecimal digits (byte \(at))")
            }
            code = code << 4 | UInt32(digit)
            at += 1
        }
        return code
    }

    // MARK: Reading over

    /// Reads over any value, checking it; returns how many elements it has when it is a list.
    @discardableResult
    mutating func skipValue(depth: Int = 1) throws(InferenceFault) -> Int? {
        guard depth <= Self.maximumDepth else {
            throw fault("the body is nested deeper than \(Self.maximumDepth) at byte \(at)")
        }
        skipBlanks()
        switch byte {
        case UInt8(ascii: "["):
            at += 1
            var elements = 0
            skipBlanks()
            if take(UInt8(ascii: "]")) { return 0 }
            repeat {
                try skipValue(depth: depth + 1)
                elements += 1
            } while try takesAnother(until: UInt8(ascii: "]"))
            return elements
        case UInt8(ascii: "{"):
            at += 1
            skipBlanks()
            if take(UInt8(ascii: "}")) { return nil }
            repeat {
                _ = try key()
                try skipValue(depth: depth + 1)
            } while try takesAnother(until: UInt8(ascii: "}"))
        case UInt8(ascii: "\""): _ = try text()
        case UInt8(ascii: "-"), 0x30...0x39: _ = try number()
        default:
            guard take(word: "null") || take(word: "true") || take(word: "false") || take(word: "NaN") else {
                throw unexpected("a value")
            }
        }
        return nil
    }

    /// A member's name and the colon after it.
    mutating func key() throws(InferenceFault) -> String {
        guard byte == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
        let key = try text()
        try expect(UInt8(ascii: ":"), "':' after the name '\(Self.shortened(key))'")
        skipBlanks()
        return key
    }

    // MARK: Faults

    func fault(_ message: String) -> InferenceFault { InferenceFault("the body cannot be read: " + message) }

    var ended: InferenceFault { fault("it ends too early, at byte \(count)") }

    func unexpected(_ wanted: String) -> InferenceFault {
        at < count ? fault("\(wanted) expected at byte \(at), not '\(shown(base[at]))'") : ended
    }

    private func halfPair(_ start: Int) -> InferenceFault {
        fault("the escape at byte \(start) is half of a surrogate pair")
    }

    func shown(_ byte: UInt8) -> String {
        (0x20..<0x7F).contains(byte) ? String(Unicode.Scalar(byte)) : "0x" + String(byte, radix: 16)
    }

    /// A client's own word as an answer repeats it.
    static func shortened(_ text: String) -> String {
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.prefix(60).filter { $0.value >= 0x20 && $0.value != 0x7F }))
        return text.unicodeScalars.count > 60 ? clean + "…" : clean
    }
}
