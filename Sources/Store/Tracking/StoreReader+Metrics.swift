package import Domain
import GRDB

extension StoreReader {
    /// A metric's points by step, time and value, from behind `after` on; at most `limit`.
    package func history(of key: String, run: RunID, after: PageToken?, limit: Int) throws -> Page<MetricPoint> {
        guard let series = try series(of: key, run: run) else { return Page(elements: [], nextToken: nil) }
        // A page starts at an offset within equal keys; a keyset over step and time keeps late pages as quick as the
        // first one.
        let (step, timestamp, skip) = try position(after)
        let statement = try database.cachedStatement(sql: """
            SELECT step, timestamp, value, is_nan FROM metric_point
            WHERE series = ?1 AND (step, timestamp) >= (?2, ?3)
            ORDER BY step, timestamp, value, is_nan LIMIT ?4 OFFSET ?5
            """)
        let rows = try Row.fetchCursor(statement, arguments: [series, step, timestamp, limit + 1, skip])
        var points: [MetricPoint] = []
        points.reserveCapacity(min(limit, 4096))
        while let row = try rows.next() {
            guard points.count < limit else {
                return Page(elements: points, nextToken: nextToken(points, step, timestamp, skip).text)
            }
            points.append(MetricPoint(row: row, from: 0))
        }
        return Page(elements: points, nextToken: nil)
    }

    private func series(of key: String, run: RunID) throws -> Int64? {
        let statement = try database.cachedStatement(
            sql: "SELECT s.id FROM metric_series s JOIN run r ON r.id = s.run WHERE r.run_id = ? AND s.key = ?")
        return try Int64.fetchOne(statement, arguments: [run.rawValue, key])
    }

    private func position(_ token: PageToken?) throws -> (step: Int64, timestamp: Int64, skip: Int64) {
        guard let numbers = token?.numbers else { return (.min, .min, 0) }
        guard numbers.count == 3, numbers[2] >= 0 else {
            throw AtelierError(.invalidArgument, "Invalid page token")
        }
        return (numbers[0], numbers[1], numbers[2])
    }

    /// Points to the last step and time of a page and how many points of that very step and time were given.
    private func nextToken(
        _ points: [MetricPoint], _ step: Int64, _ timestamp: Int64, _ skip: Int64
    ) -> PageToken {
        guard let last = points.last else { return PageToken([step, timestamp, skip]) }
        let same = points.reversed().prefix { $0.step == last.step && $0.timestamp == last.timestamp }.count
        let isStillTheFirst = same == points.count && last.step == step && last.timestamp == timestamp
        return PageToken([last.step, last.timestamp, Int64(same) + (isStillTheFirst ? skip : 0)])
    }
}
