package import Domain
import GRDB

extension StoreReader {
    /// The lowest and the highest value of a metric that each job of a parent has logged so far. Jobs that have not logged it are
    /// absent.
    package func extremes(
        of metric: String, inJobsOf parent: JobName, in workspace: WorkspaceName
    ) throws -> [JobName: (lowest: Double, highest: Double)] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT j.name, min(p.value), max(p.value)
                FROM job j JOIN run r ON r.run_id = j.name JOIN metric_series s ON s.run = r.id AND s.key = ?3
                JOIN metric_point p ON p.series = s.id AND NOT p.is_nan
                WHERE j.workspace = ?1 AND j.parent = ?2 GROUP BY j.name
                """,
            arguments: [workspace.rawValue, parent.rawValue, metric])
        var found: [JobName: (lowest: Double, highest: Double)] = [:]
        while let row = try rows.next() { found[JobName(row[0] as String)] = (row[1], row[2]) }
        return found
    }

    /// What each job of a parent has logged of a metric, in the order of its steps.
    package func reports(
        of metric: String, inJobsOf parent: JobName, in workspace: WorkspaceName
    ) throws -> [JobName: [Double]] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT j.name, p.value
                FROM job j JOIN run r ON r.run_id = j.name JOIN metric_series s ON s.run = r.id AND s.key = ?3
                JOIN metric_point p ON p.series = s.id AND NOT p.is_nan
                WHERE j.workspace = ?1 AND j.parent = ?2 ORDER BY p.series, p.step, p.timestamp
                """,
            arguments: [workspace.rawValue, parent.rawValue, metric])
        var found: [JobName: [Double]] = [:]
        while let row = try rows.next() { found[JobName(row[0] as String), default: []].append(row[1]) }
        return found
    }
}
