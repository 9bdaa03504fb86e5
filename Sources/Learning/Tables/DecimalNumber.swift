/// Numbers as people write them in files.
enum DecimalNumber {
    /// `1`, `-1.5`, `+.5`, `1.`, `1e-3`, `inf`; nil for anything else. Rounded correctly.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
        let count = bytes.count
        var at = 0
        let isNegative = base[0] == UInt8(ascii: "-")
        if isNegative || base[0] == UInt8(ascii: "+") { at = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        while at < count, base[at] &- 0x30 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(base[at] &- 0x30)
            digits += 1
            at += 1
        }
        if at < count, base[at] == UInt8(ascii: ".") {
            at += 1
            while at < count, base[at] &- 0x30 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(base[at] &- 0x30)
                digits += 1
                exponent -= 1
                at += 1
            }
        }
        guard digits > 0 else { return word(bytes) }
        if at < count, base[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            var isSmall = false
            if at < count, base[at] == UInt8(ascii: "-") || base[at] == UInt8(ascii: "+") {
                isSmall = base[at] == UInt8(ascii: "-")
                at += 1
            }
            let first = at
            var written = 0
            while at < count, base[at] &- 0x30 < 10 {
                written = min(written * 10 + Int(base[at] &- 0x30), 100_000)
                at += 1
            }
            guard at > first else { return nil }
            exponent += isSmall ? -written : written
        }
        guard at == count else { return nil }
        // A double holds both sides exactly, and rounds their product or quotient once (Clinger 1990).
        if digits <= 18, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let size = exponent < 0 ? Double(mantissa) / powers[-exponent] : Double(mantissa) * powers[exponent]
            return isNegative ? -size : size
        }
        return Double(String(decoding: bytes, as: UTF8.self))
    }

    /// Of a text, spaces around it left out.
    static func read(_ text: String) -> Double? {
        var text = text
        return text.withUTF8 { bytes in
            var (start, end) = (0, bytes.count)
            while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
            while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
            return read(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    /// The shortest text that reads as the number again; a whole number without a point.
    static func shortest(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    }

    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "inf", "+inf", "infinity", "+infinity": .infinity
        case "-inf", "-infinity": -.infinity
        default: nil
        }
    }
}
