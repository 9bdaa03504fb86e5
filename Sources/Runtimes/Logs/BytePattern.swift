/// Looks for a few bytes in many, eight places at a time: the first and the last byte of the pattern have to fit before
/// the rest is compared. Letters of ASCII may be of either case.
struct BytePattern: Sendable, Equatable {
    let bytes: [UInt8]
    let foldsCase: Bool

    /// - Parameter bytes: at least one; in lower case when case does not matter.
    init(_ bytes: [UInt8], foldsCase: Bool) {
        self.bytes = bytes
        self.foldsCase = foldsCase
    }

    /// Where it is next, from `start` up to `end`.
    func first(in text: LogBytes, from start: Int, to end: Int) -> Int? {
        let count = bytes.count
        guard count > 0, end - start >= count else { return nil }
        return bytes.withUnsafeBufferPointer { pattern in
            let ones: UInt64 = 0x0101_0101_0101_0101
            let tops: UInt64 = 0x8080_8080_8080_8080
            let raw = UnsafeRawBufferPointer(text)
            let (firstMask, lastMask) = (mask(pattern[0]), mask(pattern[count - 1]))
            let first = ones &* UInt64(pattern[0])
            let last = ones &* UInt64(pattern[count - 1])
            var at = start
            while at + count + 7 <= end {
                let front = (raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) | firstMask) ^ first
                let back = (raw.loadUnaligned(fromByteOffset: at + count - 1, as: UInt64.self) | lastMask) ^ last
                let differences = UInt64(littleEndian: front | back)
                // A byte's top bit where it is zero, and perhaps where one follows a zero: it is compared anyway.
                var zeros = (differences &- ones) & ~differences & tops
                while zeros != 0 {
                    let place = at + zeros.trailingZeroBitCount / 8
                    if fits(pattern, text, at: place) { return place }
                    zeros &= zeros - 1
                }
                at += 8
            }
            while at + count <= end {
                if fits(pattern, text, at: at) { return at }
                at += 1
            }
            return nil
        }
    }

    @inline(__always)
    private func fits(_ pattern: LogBytes, _ text: LogBytes, at start: Int) -> Bool {
        for index in 0..<pattern.count {
            let byte = text[start + index]
            let wanted = pattern[index]
            if byte == wanted { continue }
            guard foldsCase, (0x61...0x7A).contains(wanted), byte | 0x20 == wanted else { return false }
        }
        return true
    }

    private func mask(_ byte: UInt8) -> UInt64 {
        foldsCase && (0x61...0x7A).contains(byte) ? 0x2020_2020_2020_2020 : 0
    }
}
