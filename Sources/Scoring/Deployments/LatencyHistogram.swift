/// Counts durations in buckets that are at most 12.5 % wide: eight to every power of two of microseconds.
struct LatencyHistogram {
    private var buckets = [UInt64](repeating: 0, count: 40 * 8)
    private var count: UInt64 = 0

    mutating func record(microseconds: Int64) {
        buckets[Self.index(UInt64(max(0, microseconds)))] += 1
        count += 1
    }

    /// The upper edge, in milliseconds, of the bucket that holds the quantile; 0 when nothing was recorded.
    func milliseconds(quantile: Double) -> Double {
        guard count > 0 else { return 0 }
        let rank = UInt64((quantile * Double(count)).rounded(.up))
        var seen: UInt64 = 0
        for (index, value) in buckets.enumerated() {
            seen += value
            if seen >= max(1, rank) { return Double(Self.upperEdge(index)) / 1000 }
        }
        return Double(Self.upperEdge(buckets.count - 1)) / 1000
    }

    private static func index(_ value: UInt64) -> Int {
        guard value >= 8 else { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount
        let step = Int((value >> UInt64(exponent - 3)) & 7)
        return min((exponent - 2) * 8 + step, 40 * 8 - 1)
    }

    private static func upperEdge(_ index: Int) -> UInt64 {
        guard index >= 8 else { return UInt64(index) + 1 }
        let exponent = index / 8 + 2
        return UInt64(8 + index % 8 + 1) << UInt64(exponent - 3)
    }
}
