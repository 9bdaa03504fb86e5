/// Decimal numbers to doubles.
enum PowersOfTen {
    /// Powers of ten that a double holds exactly.
    private static let exact: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// A mantissa times a power of ten, rounded correctly. Nil where the exponent is far from 0.
    @inline(__always)
    static func product(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        // A double holds both sides exactly, and rounds their product or quotient once (Clinger 1990). It would up to 2^53, but
        // numbers that a program wrote with all their digits lie on both sides of that: guessing the way would cost more than it.
        if mantissa < 1_000_000_000_000_000, exponent >= -22, exponent <= 22 {
            return exponent < 0 ? Double(mantissa) / exact[-exponent] : Double(mantissa) * exact[exponent]
        }
        return rounded(mantissa, exponent)
    }

    private static let reach = 100

    /// By the first 128 bits of the power of five (Lemire, Number Parsing at a Gigabyte per Second, 2021). Within this reach all
    /// results are normal doubles.
    private static func rounded(_ mantissa: UInt64, _ exponent: Int) -> Double? {
        guard mantissa != 0 else { return 0 }
        guard exponent >= -reach, exponent <= reach else { return nil }
        let zeros = mantissa.leadingZeroBitCount
        let shifted = mantissa << UInt64(zeros)
        let (high, low) = fives[exponent + reach]
        var product = shifted.multipliedFullWidth(by: high)
        if product.high & 0x1FF == 0x1FF {
            let more = shifted.multipliedFullWidth(by: low).high
            let (sum, overflows) = product.low.addingReportingOverflow(more)
            product = (product.high &+ (overflows ? 1 : 0), sum)
            // Not even so many bits may tell on which side of the middle it is.
            if product.low == .max, exponent < -27 || exponent > 55 { return nil }
        }
        let upper = Int(product.high >> 63)
        let shift = UInt64(upper + 9)
        var bits = product.high >> shift
        var power = ((217_706 * exponent) >> 16) + 1086 + upper - zeros
        if product.low <= 1, exponent >= -4, exponent <= 23, bits & 3 == 1, bits << shift == product.high {
            // In the middle between two doubles: to the even one.
            bits &= ~1
        }
        bits = (bits + (bits & 1)) >> 1
        if bits >= 1 << 53 {
            bits = 1 << 52
            power += 1
        }
        return Double(bitPattern: (bits & ~(1 << 52)) | UInt64(power) << 52)
    }

    /// The first 128 bits of 5 to each power from -reach to reach: cut off from 0 on, rounded up below.
    private static let fives: [(high: UInt64, low: UInt64)] = {
        var result = [(high: UInt64, low: UInt64)](repeating: (0, 0), count: 2 * reach + 1)
        // 5^100 has 233 bits; the least significant word comes first.
        var power: [UInt64] = [1, 0, 0, 0]
        for exponent in 0...reach {
            result[reach + exponent] = first128(power)
            var carry: UInt64 = 0
            for place in power.indices {
                let (high, low) = power[place].multipliedFullWidth(by: 5)
                let (sum, overflows) = low.addingReportingOverflow(carry)
                power[place] = sum
                carry = high + (overflows ? 1 : 0)
            }
        }
        // 2^511 divided by 5 again and again keeps more than 128 bits.
        var inverse = [UInt64](repeating: 0, count: 7) + [1 << 63]
        for exponent in 1...reach {
            var rest: UInt64 = 0
            for place in inverse.indices.reversed() {
                (inverse[place], rest) = UInt64(5).dividingFullWidth((rest, inverse[place]))
            }
            let (high, low) = first128(inverse)
            result[reach - exponent] = low == .max ? (high + 1, 0) : (high, low + 1)
        }
        return result
    }()

    private static func first128(_ words: [UInt64]) -> (high: UInt64, low: UInt64) {
        let top = words.lastIndex { $0 != 0 } ?? 0
        let shift = UInt64(words[top].leadingZeroBitCount)
        func word(_ place: Int) -> UInt64 {
            guard place >= 0 else { return 0 }
            let below = place > 0 && shift > 0 ? words[place - 1] >> (64 - shift) : 0
            return words[place] << shift | below
        }
        return (word(top), word(top - 1))
    }
}
