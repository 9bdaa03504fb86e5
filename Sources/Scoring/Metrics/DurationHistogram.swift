/// Durations in the buckets that a dashboard shows: from 50 µs to 10 s.
struct DurationHistogram: Sendable {
    /// Upper edges in nanoseconds.
    static let edges: [Int64] = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000,
        100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 5_000_000_000, 10_000_000_000,
    ]

    /// One more than there are edges: the last has none.
    private(set) var counts = [Int](repeating: 0, count: edges.count + 1)
    private(set) var nanoseconds: Int64 = 0
    private(set) var count = 0

    mutating func record(nanoseconds duration: Int64) {
        let duration = max(0, duration)
        var index = 0
        while index < Self.edges.count, duration > Self.edges[index] { index += 1 }
        counts[index] += 1
        nanoseconds += duration
        count += 1
    }
}
