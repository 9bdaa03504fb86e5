extension JSONScanner {
    /// A number by JSON's grammar, rounded correctly. Nearly all take the first way, which is exact because a double
    /// holds both sides (Clinger 1990); what has up to 19 digits and a small exponent is one 128-bit multiplication or
    /// division away; the rest is left to the standard library.
    @inline(__always)
    mutating func number() throws(InferenceFault) -> Double {
        let start = at
        var p = at
        let isNegative = base[p] == UInt8(ascii: "-")
        // Signs come at random: no branch for them.
        p += isNegative ? 1 : 0
        var mantissa: UInt64 = 0
        let first = p
        while p < count, base[p] &- 0x30 < 10 {
            mantissa = mantissa &* 10 &+ UInt64(base[p] &- 0x30)
            p += 1
        }
        var digits = p - first
        guard digits > 0, digits == 1 || base[first] != 0x30 else { throw malformedNumber(start) }
        var exponent = 0
        if p < count, base[p] == UInt8(ascii: ".") {
            p += 1
            let fraction = p
            while p + 8 <= count, let eight = eightDigits(at: p) {
                mantissa = mantissa &* 100_000_000 &+ eight
                p += 8
            }
            while p < count, base[p] &- 0x30 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(base[p] &- 0x30)
                p += 1
            }
            guard p > fraction else { throw malformedNumber(start) }
            exponent = fraction - p
            digits += p - fraction
        }
        if p < count, base[p] | 0x20 == UInt8(ascii: "e") {
            p += 1
            var isSmall = false
            if p < count, base[p] == UInt8(ascii: "-") || base[p] == UInt8(ascii: "+") {
                isSmall = base[p] == UInt8(ascii: "-")
                p += 1
            }
            let power = p
            var written = 0
            while p < count, base[p] &- 0x30 < 10 {
                written = min(written * 10 + Int(base[p] &- 0x30), 100_000)
                p += 1
            }
            guard p > power else { throw malformedNumber(start) }
            exponent += isSmall ? -written : written
        }
        at = p
        if digits > 19 { digits = significantDigits(from: first, mantissaEnd: p) }
        let size: Double
        if digits <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let exact = Double(mantissa)
            size = exponent < 0 ? exact / PowersOfTen.exact(-exponent) : exact * PowersOfTen.exact(exponent)
        } else if digits <= 19, exponent >= -27, exponent <= 27 {
            size = PowersOfTen.scaled(mantissa, exponent)
        } else {
            size = try general(start, isNegative: isNegative)
        }
        return Double(bitPattern: size.bitPattern | (isNegative ? 1 << 63 : 0))
    }

    /// Eight bytes at once, when all of them are digits.
    @inline(__always)
    private func eightDigits(at place: Int) -> UInt64? {
        let bytes = UInt64(littleEndian: UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self))
        let high: UInt64 = 0xF0F0_F0F0_F0F0_F0F0
        let isNumber = bytes & high | ((bytes &+ 0x0606_0606_0606_0606) & high) >> 4
        guard isNumber == 0x3333_3333_3333_3333 else { return nil }
        let pairs = ((bytes & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
        let fours = ((pairs & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
        return ((fours & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
    }

    /// Digits from the first that is not 0, of a number with many.
    @inline(never)
    private func significantDigits(from first: Int, mantissaEnd: Int) -> Int {
        var digits = 0
        for index in first..<mantissaEnd {
            let byte = base[index]
            if byte | 0x20 == UInt8(ascii: "e") { break }
            if byte != UInt8(ascii: "."), digits > 0 || byte != 0x30 { digits += 1 }
        }
        return digits
    }

    @inline(never)
    private func general(_ start: Int, isNegative: Bool) throws(InferenceFault) -> Double {
        let from = isNegative ? start + 1 : start
        let text = String(decoding: UnsafeBufferPointer(start: base + from, count: at - from), as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw fault("the number at byte \(start) is beyond a double's range")
        }
        return value
    }

    @inline(never)
    private func malformedNumber(_ start: Int) -> InferenceFault {
        start + 1 < count && base[start + 1] == UInt8(ascii: "I")
            ? infinite(start) : fault("what begins at byte \(start) is not a number as JSON writes it")
    }
}

/// Powers of ten as factors.
enum PowersOfTen {
    private static let doubles: InlineArray<23, Double> = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// 5^0 to 5^27, the largest below 2^63.
    private static let fives: InlineArray<28, UInt64> = InlineArray { index in
        var power: UInt64 = 1
        for _ in 0..<index { power *= 5 }
        return power
    }

    /// 2^127 over each of `fives`, shifted so that its first bit is set.
    private static let reciprocals: InlineArray<28, UInt64> = InlineArray { index in
        let divisor = fives[index] << UInt64(fives[index].leadingZeroBitCount)
        return UInt64(truncatingIfNeeded: (UInt128(1) << 127) / UInt128(divisor))
    }

    /// 10^power for 0 to 22, which doubles hold exactly.
    @inline(__always)
    static func exact(_ power: Int) -> Double { doubles[power] }

    /// mantissa × 10^exponent rounded once, for exponents of -27 to 27.
    static func scaled(_ mantissa: UInt64, _ exponent: Int) -> Double {
        guard mantissa != 0 else { return 0 }
        if exponent >= 0 {
            let (high, low) = mantissa.multipliedFullWidth(by: fives[exponent])
            guard high != 0 else { return Double(low) * two(exponent) }
            let shift = high.leadingZeroBitCount
            let top = shift == 0 ? high : high << UInt64(shift) | low >> UInt64(64 - shift)
            let isInexact = low << UInt64(shift) != 0
            return Double(isInexact ? top | 1 : top) * two(64 - shift + exponent)
        }
        let divisor = fives[-exponent]
        let shift = divisor.leadingZeroBitCount
        let lift = mantissa.leadingZeroBitCount
        let lifted = mantissa << UInt64(lift)
        let scale = two(shift - lift - 63 + exponent)
        // Lemire 2021: the product lies less than one below the quotient, which hardly ever decides the rounding.
        let product = lifted.multipliedFullWidth(by: reciprocals[-exponent]).high
        let dropped: UInt64 = product >> 63 == 1 ? 11 : 10
        let half: UInt64 = 1 << (dropped - 1)
        let rest = product & (half << 1 - 1)
        if rest != half, rest != half - 1 { return Double(product) * scale }
        let (quotient, remainder) = (divisor << UInt64(shift)).dividingFullWidth((lifted >> 1, lifted << 63))
        // At least ten bits lie below the last one kept: one of them stands for all of the remainder.
        return Double(remainder != 0 ? quotient | 1 : quotient) * scale
    }

    @inline(__always)
    private static func two(_ power: Int) -> Double {
        Double(bitPattern: UInt64(1023 + power) << 52)
    }
}
