package import Domain
import GRDB

extension StoreTransaction {
    /// Logs metrics: the points, the latest point of each series and the chart buckets, together. A point that is
    /// there already, to the last bit, is one point: clients send again when an answer was lost.
    package func log(_ metrics: [LoggedMetric], toRun row: RunRow) throws {
        guard let last = metrics.last?.metric else { return }
        guard metrics.count > 1 else { return try note(append([last.point], key: last.key, run: row.id), in: row) }
        var series: [String: [MetricPoint]] = [:]
        for metric in metrics { series[metric.metric.key, default: []].append(metric.metric.point) }
        for (key, points) in series.sorted(by: { $0.key < $1.key }) {
            let id = try append(points, key: key, run: row.id)
            if key == last.key { try note(id, in: row) }
        }
    }

    /// Remembers which series of a run was logged to last.
    private func note(_ series: Int64, in row: RunRow) throws {
        try execute("UPDATE run SET last_series = ?1 WHERE id = ?2 AND last_series IS NOT ?1", [series, row.id])
    }

    private func append(_ points: [MetricPoint], key: String, run: Int64) throws -> Int64 {
        let (series, latest) = try series(of: key, run: run)
        let insert = try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO metric_point (series, step, timestamp, value, is_nan) VALUES (?, ?, ?, ?, ?)")
        var buckets = MetricBuckets()
        var added = 0
        for point in points {
            try insert.execute(arguments: [series, point.step, point.timestamp, point.stored, point.isNaN])
            guard database.changesCount > 0 else { continue }
            added += 1
            if !point.isNaN { buckets.add(point) }
        }
        guard added > 0, let newest = ([latest].compactMap(\.self) + points).max() else { return series }
        try execute(
            """
            UPDATE metric_series SET points = points + ?, step = ?, timestamp = ?, value = ?, is_nan = ? WHERE id = ?
            """,
            [added, newest.step, newest.timestamp, newest.stored, newest.isNaN, series])
        try merge(buckets, into: series)
        return series
    }

    /// Finds or makes the series; `latest` is nil for a new one.
    private func series(of key: String, run: Int64) throws -> (id: Int64, latest: MetricPoint?) {
        let select = try database.cachedStatement(
            sql: "SELECT id, step, timestamp, value, is_nan FROM metric_series WHERE run = ? AND key = ?")
        if let row = try Row.fetchOne(select, arguments: [run, key]) {
            return (row[0], MetricPoint(row: row, from: 1))
        }
        try execute(
            "INSERT INTO metric_series (run, key, step, timestamp, value, is_nan) VALUES (?, ?, 0, 0, 0, 0)", [run, key])
        return (database.lastInsertedRowID, nil)
    }

    private func merge(_ buckets: MetricBuckets, into series: Int64) throws {
        guard !buckets.isEmpty else { return }
        let upsert = try database.cachedStatement(sql: """
            INSERT INTO metric_bucket
                (series, width, bucket, minimum, maximum, sum, count, step, timestamp, value)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET
                minimum = min(minimum, excluded.minimum), maximum = max(maximum, excluded.maximum),
                sum = sum + excluded.sum, count = count + excluded.count,
                step = CASE WHEN (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)
                    THEN excluded.step ELSE step END,
                timestamp = CASE WHEN (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)
                    THEN excluded.timestamp ELSE timestamp END,
                value = CASE WHEN (excluded.step, excluded.timestamp, excluded.value) > (step, timestamp, value)
                    THEN excluded.value ELSE value END
            """)
        for (place, bucket) in buckets.all {
            try upsert.execute(arguments: [
                series, place.width, place.number, bucket.minimum, bucket.maximum, bucket.sum, bucket.count,
                bucket.last.step, bucket.last.timestamp, bucket.last.value,
            ])
        }
    }
}

/// The chart buckets that some points fall into.
private struct MetricBuckets {
    struct Place: Hashable {
        let width: Int64
        let number: Int64
    }

    struct Sum {
        var minimum: Double
        var maximum: Double
        var sum: Double
        var count: Int
        var last: MetricPoint
    }

    private(set) var all: [Place: Sum] = [:]

    var isEmpty: Bool { all.isEmpty }

    mutating func add(_ point: MetricPoint) {
        for width in MetricBucket.widths {
            let place = Place(width: width, number: MetricBucket.number(of: point.step, width: width))
            let fresh = Sum(minimum: point.value, maximum: point.value, sum: 0, count: 0, last: point)
            all[place, default: fresh].add(point)
        }
    }
}

extension MetricBuckets.Sum {
    fileprivate mutating func add(_ point: MetricPoint) {
        minimum = min(minimum, point.value)
        maximum = max(maximum, point.value)
        sum += point.value
        count += 1
        last = max(last, point)
    }
}
