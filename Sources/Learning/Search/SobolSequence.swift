/// Points that fill a cube evenly however many there are (Sobol 1967), with the direction numbers of Joe and Kuo (2008). A seed
/// scrambles them (Owen 1995): each half, quarter, eighth … is swapped or not by its own coin, which keeps them even.
package struct SobolSequence: Sendable {
    private let seed: UInt64?
    private static let bits = 32

    /// Dimensions there are direction numbers for.
    package static let dimensions = primitives.count + 1

    /// Without a seed the sequence is as it was published.
    package init(seed: UInt64?) {
        self.seed = seed
    }

    /// Point `index` from 0; each number is at least 0 and less than 1.
    package func point(_ index: Int, dimensions: Int) -> [Double] {
        precondition(index >= 0 && dimensions <= Self.dimensions)
        // Neighbours in the Gray code differ in one bit; the points are the same ones, and the published order is kept.
        let code = UInt32(truncatingIfNeeded: index ^ (index >> 1))
        return (0..<dimensions).map { dimension in
            var value: UInt32 = 0
            for bit in 0..<Self.bits where code >> UInt32(bit) & 1 == 1 { value ^= Self.directions[dimension][bit] }
            if let seed { value = Self.scramble(value, seed, dimension) }
            return Double(value) / 4_294_967_296
        }
    }

    private static func scramble(_ value: UInt32, _ seed: UInt64, _ dimension: Int) -> UInt32 {
        var result: UInt32 = 0
        for bit in 0..<UInt32(bits) {
            // The coin of a digit is that of all the digits before it.
            let before = bit == 0 ? 0 : UInt64(value >> (32 - bit))
            let own = (UInt64(dimension + 1) << 40) &* 0x9FB2_1C65_1E98_DF25
            var coin = SeededGenerator(seed: seed ^ own ^ (before << 6 | UInt64(bit)) &* 0xA24B_AED4_963E_E407)
            let digit = (value >> (31 - bit) & 1) ^ UInt32(coin.next() & 1)
            result |= digit << (31 - bit)
        }
        return result
    }

    private static let directions: [[UInt32]] = {
        let first = (0..<bits).map { UInt32(1) << UInt32(31 - $0) }
        return [first] + primitives.map { polynomial, starts in
            let degree = starts.count
            var numbers = starts
            for place in degree..<bits {
                var number = numbers[place - degree] ^ (numbers[place - degree] << UInt32(degree))
                for index in 1..<max(1, degree) where polynomial >> UInt32(degree - index) & 1 == 1 {
                    number ^= numbers[place - index] << UInt32(index)
                }
                numbers.append(number)
            }
            return numbers.enumerated().map { $0.element << UInt32(31 - $0.offset) }
        }
    }()

    /// A primitive polynomial over two elements, its coefficients as bits, and the first direction numbers of its recurrence.
    private static let primitives: [(polynomial: UInt32, starts: [UInt32])] = [
        (3, [1]), (7, [1, 3]), (11, [1, 3, 1]), (13, [1, 1, 1]), (19, [1, 1, 3, 3]), (25, [1, 3, 5, 13]),
        (37, [1, 1, 5, 5, 17]), (41, [1, 1, 5, 5, 5]), (47, [1, 1, 7, 11, 19]), (55, [1, 1, 5, 1, 1]), (59, [1, 1, 1, 3, 11]),
        (61, [1, 3, 5, 5, 31]), (67, [1, 3, 3, 9, 7, 49]), (91, [1, 1, 1, 15, 21, 21]), (97, [1, 3, 1, 13, 27, 49]),
        (103, [1, 1, 1, 15, 7, 5]), (109, [1, 3, 1, 15, 13, 25]), (115, [1, 1, 5, 5, 19, 61]),
        (131, [1, 3, 7, 11, 23, 15, 103]), (137, [1, 3, 7, 13, 13, 15, 69]), (143, [1, 1, 3, 13, 7, 35, 63]),
        (145, [1, 3, 5, 9, 1, 25, 53]), (157, [1, 3, 1, 13, 9, 35, 107]), (167, [1, 3, 1, 5, 27, 61, 31]),
        (171, [1, 1, 5, 11, 19, 41, 61]), (185, [1, 3, 5, 3, 3, 13, 69]), (191, [1, 1, 7, 13, 1, 19, 1]),
        (193, [1, 3, 7, 5, 13, 19, 59]), (203, [1, 1, 3, 9, 25, 29, 41]), (211, [1, 3, 5, 13, 23, 1, 55]),
        (213, [1, 3, 7, 3, 13, 59, 17]), (229, [1, 3, 1, 3, 5, 53, 69]), (239, [1, 1, 5, 5, 23, 33, 13]),
        (241, [1, 1, 7, 7, 1, 61, 123]), (247, [1, 1, 7, 9, 13, 61, 49]), (253, [1, 3, 3, 5, 3, 55, 33]),
        (285, [1, 3, 1, 15, 31, 13, 49, 245]), (299, [1, 3, 5, 15, 31, 59, 63, 97]), (301, [1, 3, 1, 11, 11, 11, 77, 249]),
        (333, [1, 3, 1, 11, 27, 43, 71, 9]), (351, [1, 1, 7, 15, 21, 11, 81, 45]), (355, [1, 3, 7, 3, 25, 31, 65, 79]),
        (357, [1, 3, 1, 1, 19, 11, 3, 205]), (361, [1, 1, 5, 9, 19, 21, 29, 157]), (369, [1, 3, 7, 11, 1, 33, 89, 185]),
        (391, [1, 3, 3, 3, 15, 9, 79, 71]), (397, [1, 3, 7, 11, 15, 39, 119, 27]), (425, [1, 1, 3, 1, 11, 31, 97, 225]),
        (451, [1, 1, 1, 3, 23, 43, 57, 177]), (463, [1, 3, 7, 7, 17, 17, 37, 71]), (487, [1, 3, 1, 5, 27, 63, 123, 213]),
        (501, [1, 1, 3, 5, 11, 43, 53, 133]), (529, [1, 3, 5, 5, 29, 17, 47, 173, 479]),
        (539, [1, 3, 3, 11, 3, 1, 109, 9, 69]), (545, [1, 1, 1, 5, 17, 39, 23, 5, 343]),
        (557, [1, 3, 1, 5, 25, 15, 31, 103, 499]), (563, [1, 1, 1, 11, 11, 17, 63, 105, 183]),
        (601, [1, 1, 5, 11, 9, 29, 97, 231, 363]), (607, [1, 1, 5, 15, 19, 45, 41, 7, 383]),
        (617, [1, 3, 7, 7, 31, 19, 83, 137, 221]), (623, [1, 1, 1, 3, 23, 15, 111, 223, 83]),
        (631, [1, 1, 5, 13, 31, 15, 55, 25, 161]), (637, [1, 1, 3, 13, 25, 47, 39, 87, 257]),
    ]
}
