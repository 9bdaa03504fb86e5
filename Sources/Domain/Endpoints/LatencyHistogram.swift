/// Counts durations in buckets that are at most 6.25 % wide: sixteen to every power of two of microseconds.
package struct LatencyHistogram: Sendable {
    private static let length = 38 * 16

    private var buckets = [UInt64](repeating: 0, count: length)
    package private(set) var count: UInt64 = 0

    package init() {}

    package var isEmpty: Bool { count == 0 }

    package mutating func record(microseconds: Int64) {
        buckets[Self.index(UInt64(max(0, microseconds)))] += 1
        count += 1
    }

    package mutating func add(_ other: LatencyHistogram) {
        guard !other.isEmpty else { return }
        guard !isEmpty else { return self = other }
        for index in buckets.indices { buckets[index] += other.buckets[index] }
        count += other.count
    }

    /// What came since an earlier copy of this histogram.
    package func since(_ earlier: LatencyHistogram) -> LatencyHistogram {
        var rest = self
        for index in buckets.indices { rest.buckets[index] -= earlier.buckets[index] }
        rest.count -= earlier.count
        return rest
    }

    /// The upper edge, in milliseconds, of the bucket that holds the quantile; 0 when nothing was recorded.
    package func milliseconds(quantile: Double) -> Double {
        guard count > 0 else { return 0 }
        let rank = UInt64((quantile * Double(count)).rounded(.up))
        var seen: UInt64 = 0
        for (index, value) in buckets.enumerated() {
            seen += value
            if seen >= max(1, rank) { return Double(Self.upperEdge(index)) / 1000 }
        }
        return Double(Self.upperEdge(buckets.count - 1)) / 1000
    }

    /// How many took longer than `milliseconds` for certain: those of its own bucket do not count.
    package func count(above milliseconds: Double) -> UInt64 {
        let first = Self.index(UInt64(max(0, min(milliseconds * 1000, 1e15)))) + 1
        return first < buckets.count ? buckets[first...].reduce(0, +) : 0
    }

    private static func index(_ value: UInt64) -> Int {
        guard value >= 16 else { return Int(value) }
        let exponent = 63 - value.leadingZeroBitCount
        let step = Int((value >> UInt64(exponent - 4)) & 15)
        return min((exponent - 3) * 16 + step, length - 1)
    }

    private static func upperEdge(_ index: Int) -> UInt64 {
        guard index >= 16 else { return UInt64(index) + 1 }
        let exponent = index / 16 + 3
        return UInt64(16 + index % 16 + 1) << UInt64(exponent - 4)
    }
}
