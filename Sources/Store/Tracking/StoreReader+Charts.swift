package import Domain
import GRDB

/// A metric of a run: how many points it has and the latest of them.
package struct SeriesHead: Sendable {
    let id: Int64
    package let key: String
    package let points: Int
    package let latest: MetricPoint
}

extension StoreReader {
    /// The metrics of a run, by key.
    package func seriesHeads(ofRun run: RunID) throws -> [SeriesHead] {
        let statement = try database.cachedStatement(sql: """
            SELECT s.id, s.key, s.points, s.step, s.timestamp, s.value, s.is_nan
            FROM metric_series s JOIN run r ON r.id = s.run WHERE r.run_id = ? ORDER BY s.key
            """)
        return try Row.fetchAll(statement, arguments: [run.rawValue]).map { row in
            SeriesHead(id: row[0], key: row[1], points: row[2], latest: MetricPoint(row: row, from: 3))
        }
    }

    /// The points of a metric behind one, in order; at most `limit`.
    package func points(of head: SeriesHead, after point: MetricPoint, limit: Int) throws -> [MetricPoint] {
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp, value, is_nan FROM metric_point
            WHERE series = ? AND (step, timestamp, value, is_nan) > (?, ?, ?, ?)
            ORDER BY step, timestamp, value, is_nan LIMIT ?
            """)
        let rows = try Row.fetchAll(
            statement, arguments: [head.id, point.step, point.timestamp, point.stored, point.isNaN, limit])
        return rows.map { MetricPoint(row: $0, from: 0) }
    }

    /// A metric's history thinned to at most `limit` points, extremes and gaps among them. A long history is not read:
    /// its buckets tell where the extremes are.
    ///
    /// - Parameter steps: only these, and what lies in the buckets at their ends; nil for all.
    package func chart(of head: SeriesHead, limit: Int, steps: ClosedRange<Int64>? = nil) throws -> [MetricPoint] {
        let total = try steps.map { try pointCount(head.id, $0) } ?? head.points
        let steps = steps ?? .min ... .max
        let hasGaps = total > limit ? try gap(of: head.id, from: steps.lowerBound, through: steps.upperBound) != nil : false
        let stretches = MetricThinner.stretches(limit: limit, hasGaps: hasGaps)
        if total > limit {
            for width in MetricBucket.widths.reversed() where try bucketCount(head.id, width, steps) >= stretches {
                return try chart(of: head, steps, width: width, stretches: stretches, hasGaps: hasGaps)
            }
        }
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp, value, is_nan FROM metric_point WHERE series = ? AND step BETWEEN ? AND ?
            ORDER BY step, timestamp, value, is_nan
            """)
        let rows = try Row.fetchCursor(statement, arguments: [head.id, steps.lowerBound, steps.upperBound])
        guard total > limit else {
            var points: [MetricPoint] = []
            while let row = try rows.next() { points.append(MetricPoint(row: row, from: 0)) }
            return points
        }
        var thinner = MetricThinner(total: total, limit: limit, hasGaps: hasGaps)
        while let row = try rows.next() { thinner.add(MetricPoint(row: row, from: 0)) }
        return thinner.finish()
    }

    private func chart(
        of head: SeriesHead, _ steps: ClosedRange<Int64>, width: Int64, stretches: Int, hasGaps: Bool
    ) throws -> [MetricPoint] {
        let buckets = try buckets(head.id, width: width, steps)
        var kept = try [end(of: head.id, steps, isFirst: true), end(of: head.id, steps, isFirst: false)].compactMap(\.self)
        for stretch in 0..<stretches {
            let part = buckets[buckets.count * stretch / stretches..<buckets.count * (stretch + 1) / stretches]
            guard let low = part.min(by: { $0.minimum < $1.minimum }), let high = part.max(by: { $0.maximum < $1.maximum })
            else { continue }
            kept += try [
                find(low.minimum, "minimum", in: low, width, of: head.id),
                find(high.maximum, "maximum", in: high, width, of: head.id),
            ].compactMap(\.self)
            guard hasGaps else { continue }
            // From where the stretch before ends: steps without a number have no bucket, but belong to a stretch.
            let start = stretch == 0 ? steps.lowerBound : buckets[part.startIndex - 1].firstStep &+ width
            let end = stretch == stretches - 1 ? steps.upperBound : buckets[part.endIndex - 1].firstStep &+ (width - 1)
            if let gap = try gap(of: head.id, from: start, through: end) { kept.append(gap) }
        }
        return MetricThinner.ordered(kept)
    }

    /// The first point of a bucket that has a value; a wide bucket is searched by the finer ones in it.
    private func find(
        _ value: Double, _ column: String, in bucket: MetricBucket, _ width: Int64, of series: Int64
    ) throws -> MetricPoint? {
        var (first, span) = (bucket.firstStep, width)
        if let finest = MetricBucket.widths.first, finest < width {
            let statement = try database.cachedStatement(sql: """
                SELECT bucket FROM metric_bucket
                WHERE series = ? AND width = ? AND bucket BETWEEN ? AND ? AND \(column) = ? ORDER BY bucket LIMIT 1
                """)
            let low = first / finest
            let number = try Int64.fetchOne(
                statement, arguments: [series, finest, low, low + width / finest - 1, value])
            if let number { (first, span) = (number &* finest, finest) }
        }
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp, value, is_nan FROM metric_point
            WHERE series = ? AND step BETWEEN ? AND ? AND value = ? AND is_nan = 0 ORDER BY step, timestamp LIMIT 1
            """)
        return try Row.fetchOne(statement, arguments: [series, first, first &+ (span - 1), value])
            .map { MetricPoint(row: $0, from: 0) }
    }

    /// The first point of some steps, or the last.
    private func end(of series: Int64, _ steps: ClosedRange<Int64>, isFirst: Bool) throws -> MetricPoint? {
        let order = isFirst ? "step, timestamp, value, is_nan" : "step DESC, timestamp DESC, value DESC, is_nan DESC"
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp, value, is_nan FROM metric_point WHERE series = ? AND step BETWEEN ? AND ?
            ORDER BY \(order) LIMIT 1
            """)
        return try Row.fetchOne(statement, arguments: [series, steps.lowerBound, steps.upperBound])
            .map { MetricPoint(row: $0, from: 0) }
    }

    private func pointCount(_ series: Int64, _ steps: ClosedRange<Int64>) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT count(*) FROM metric_point WHERE series = ? AND step BETWEEN ? AND ?")
        return try Int.fetchOne(statement, arguments: [series, steps.lowerBound, steps.upperBound]) ?? 0
    }

    /// The first point of a stretch of steps that is not a number.
    private func gap(of series: Int64, from first: Int64, through last: Int64) throws -> MetricPoint? {
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp FROM metric_point INDEXED BY metric_point_gap
            WHERE series = ? AND step BETWEEN ? AND ? AND is_nan = 1 ORDER BY step, timestamp LIMIT 1
            """)
        return try Row.fetchOne(statement, arguments: [series, first, last])
            .map { MetricPoint(step: $0[0], timestamp: $0[1], value: .nan) }
    }

    private func bucketCount(_ series: Int64, _ width: Int64, _ steps: ClosedRange<Int64>) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT count(*) FROM metric_bucket WHERE series = ? AND width = ? AND bucket BETWEEN ? AND ?")
        return try Int.fetchOne(statement, arguments: [series, width] + Self.numbers(of: steps, width)) ?? 0
    }

    /// The first and the last bucket of some steps.
    private static func numbers(of steps: ClosedRange<Int64>, _ width: Int64) -> StatementArguments {
        [MetricBucket.number(of: steps.lowerBound, width: width), MetricBucket.number(of: steps.upperBound, width: width)]
    }

    private func buckets(_ series: Int64, width: Int64, _ steps: ClosedRange<Int64>) throws -> [MetricBucket] {
        let statement = try database.cachedStatement(sql: """
            SELECT bucket, minimum, maximum, sum, count, step, timestamp, value FROM metric_bucket
            WHERE series = ? AND width = ? AND bucket BETWEEN ? AND ? ORDER BY bucket
            """)
        let rows = try Row.fetchCursor(statement, arguments: [series, width] + Self.numbers(of: steps, width))
        var buckets: [MetricBucket] = []
        while let row = try rows.next() {
            buckets.append(MetricBucket(
                firstStep: (row[0] as Int64) &* width, minimum: row[1], maximum: row[2], sum: row[3], count: row[4],
                last: MetricPoint(step: row[5], timestamp: row[6], value: row[7])))
        }
        return buckets
    }
}
