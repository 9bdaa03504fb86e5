/// Numbers as people write them in files.
enum DecimalNumber {
    /// `1`, `-1.5`, `+.5`, `1.`, `1e-3`, `inf`; nil for anything else. Rounded correctly.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
        var at = 0
        if let number = scan(base, &at, bytes.count), at == bytes.count { return number }
        // What is too long or too far from 1 for us, and what the library takes and is no decimal number.
        var hasDigit = false
        for byte in bytes {
            switch byte {
            case 0x30...0x39: hasDigit = true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"): break
            default: return word(bytes)
            }
        }
        return hasDigit ? Double(String(decoding: bytes, as: UTF8.self)) : nil
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

    /// The number that begins here, as far as it goes. Nil where none does, and where it has more than 19 digits or is very
    /// great or very small.
    @inline(__always)
    static func scan(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> Double? {
        var place = at
        guard place < end else { return nil }
        // Signs come as they like: nothing here and at the end jumps by them.
        let isNegative: UInt64 = base[place] == UInt8(ascii: "-") ? 1 : 0
        place &+= Int(isNegative) | (base[place] == UInt8(ascii: "+") ? 1 : 0)
        let first = place
        var mantissa: UInt64 = 0
        while place < end, base[place] &- 0x30 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(base[place] &- 0x30)
            place += 1
        }
        var digits = place - first
        var exponent = 0
        if place < end, base[place] == UInt8(ascii: ".") {
            place += 1
            let point = place
            while place + 8 <= end {
                let eight = UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
                guard areDigits(eight) else { break }
                mantissa = mantissa &* 100_000_000 &+ value(ofDigits: eight)
                place += 8
            }
            while place < end, base[place] &- 0x30 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(base[place] &- 0x30)
                place += 1
            }
            exponent = point - place
            digits -= exponent
        }
        guard digits > 0 else { return nil }
        if digits > 19 {
            var zeros = first
            while zeros < place, base[zeros] == 0x30 || base[zeros] == UInt8(ascii: ".") {
                if base[zeros] == 0x30 { digits -= 1 }
                zeros += 1
            }
            guard digits <= 19 else { return nil }
        }
        if place < end, base[place] | 0x20 == UInt8(ascii: "e") {
            place += 1
            var isSmall = false
            if place < end, base[place] == UInt8(ascii: "-") || base[place] == UInt8(ascii: "+") {
                isSmall = base[place] == UInt8(ascii: "-")
                place += 1
            }
            let begin = place
            var written = 0
            while place < end, base[place] &- 0x30 < 10 {
                written = min(written * 10 + Int(base[place] &- 0x30), 100_000)
                place += 1
            }
            guard place > begin else { return nil }
            exponent += isSmall ? -written : written
        }
        guard let size = PowersOfTen.product(mantissa, exponent) else { return nil }
        at = place
        return Double(bitPattern: size.bitPattern | isNegative << 63)
    }

    @inline(__always)
    private static func areDigits(_ eight: UInt64) -> Bool {
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        return (eight & high) | (((eight &+ 0x0606_0606_0606_0606) & high) >> 4) == 0x3333_3333_3333_3333
    }

    /// The first digit is the lowest byte: pairs are joined, then pairs of pairs.
    @inline(__always)
    private static func value(ofDigits eight: UInt64) -> UInt64 {
        let digits = eight &- 0x3030_3030_3030_3030
        let pairs = digits &* 10 &+ (digits >> 8)
        let mask: UInt64 = 0x0000_00FF_0000_00FF
        let upper = (pairs & mask) &* (100 + 1_000_000 << 32)
        let lower = ((pairs >> 16) & mask) &* (1 + 10_000 << 32)
        return (upper &+ lower) >> 32
    }

    private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        switch String(decoding: bytes, as: UTF8.self).lowercased() {
        case "inf", "+inf", "infinity", "+infinity": .infinity
        case "-inf", "-infinity": -.infinity
        default: nil
        }
    }
}
