package import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    /// A page of a workspace's jobs as a list shows them, newest first: from columns, no document is decoded.
    /// Throws `notFound` when the job to page on from is gone.
    package func jobSummaries(
        in workspace: WorkspaceName, matching filter: JobSummaryFilter
    ) throws -> Records<JobSummary> {
        var conditions = ["job.workspace = ?1"]
        var arguments: StatementArguments = [workspace.rawValue]
        switch filter.archived {
        case .excluded: conditions.append("is_archived = 0")
        case .only: conditions.append("is_archived = 1")
        case .included: break
        }
        if let last = filter.before {
            conditions.append("job.sequence < ?")
            arguments += [try sequence(of: last, in: workspace)]
        }
        if let names = filter.names {
            conditions.append("job.name IN (\(names.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(names.map(\.rawValue))
        }
        arguments += [filter.limit]
        let statement = try database.cachedStatement(sql: """
            SELECT job.name, display_name, job.experiment, job.status, reason, exit_code, compute, node, created_at,
                created_by, started_at, ended_at, is_archived, tags, sequence, key, value, is_nan
            FROM job
            LEFT JOIN run ON run.run_id = job.name
            LEFT JOIN metric_series ON metric_series.id = run.last_series
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY job.sequence DESC LIMIT ?
            """)
        let rows = try Row.fetchAll(statement, arguments: arguments)
        let waiting = rows.filter { $0[3] == JobStatus.queued.rawValue }.map { $0[14] as Int64 }
        let positions = try queuePositions(of: waiting, in: workspace)
        let span = rows.last.map { ($0[14] as Int64)...(rows[0][14] as Int64) }
        let parents = try parents(span, in: workspace)
        let searches = try searches(span, in: workspace)
        var records = Records<JobSummary>()
        for row in rows {
            records.add {
                var summary = try JobSummary(row: row, position: positions[row[14]])
                summary.parent = parents[row[14]]
                if let search = searches[row[14]] {
                    summary.search = SearchStanding(
                        kind: search.kind, done: search.done, limit: search.limit, best: summary.lastMetric)
                }
                return summary
            }
        }
        return records
    }

    /// Whose trials jobs are, by their sequence numbers.
    private func parents(_ span: ClosedRange<Int64>?, in workspace: WorkspaceName) throws -> [Int64: JobName] {
        guard let span else { return [:] }
        let statement = try database.cachedStatement(sql: """
            SELECT sequence, parent FROM job INDEXED BY job_by_parent
            WHERE workspace = ? AND parent IS NOT NULL AND sequence BETWEEN ? AND ?
            """)
        let rows = try Row.fetchCursor(statement, arguments: [workspace.rawValue, span.lowerBound, span.upperBound])
        var parents: [Int64: JobName] = [:]
        while let row = try rows.next() { parents[row[0]] = JobName(row[1] as String) }
        return parents
    }

    /// The searches among jobs, by their sequence numbers, and how many of their trials are over.
    private func searches(
        _ span: ClosedRange<Int64>?, in workspace: WorkspaceName
    ) throws -> [Int64: (kind: SearchStanding.Kind, limit: Int, done: Int)] {
        guard let span else { return [:] }
        let statement = try database.cachedStatement(sql: """
            SELECT sequence, search, (
                SELECT count(*) FROM job AS trial INDEXED BY job_by_parent
                WHERE trial.workspace = ?1 AND trial.parent = job.name AND trial.is_final = 1)
            FROM job INDEXED BY job_search
            WHERE workspace = ?1 AND search IS NOT NULL AND sequence BETWEEN ?2 AND ?3
            """)
        let rows = try Row.fetchCursor(statement, arguments: [workspace.rawValue, span.lowerBound, span.upperBound])
        var searches: [Int64: (kind: SearchStanding.Kind, limit: Int, done: Int)] = [:]
        while let row = try rows.next() {
            let words = (row[1] as String).split(separator: " ").map(String.init)
            guard words.count == 2, let kind = SearchStanding.Kind(rawValue: words[0]), let limit = Int(words[1]) else { continue }
            searches[row[0]] = (kind, limit, row[2])
        }
        return searches
    }

    /// The places of jobs in the queues of their computes, from 1, by their sequence numbers: newest first.
    private func queuePositions(of jobs: [Int64], in workspace: WorkspaceName) throws -> [Int64: Int] {
        guard let newest = jobs.first, let oldest = jobs.last else { return [:] }
        let statement = try database.cachedStatement(sql: """
            SELECT sequence, position FROM (
                SELECT sequence, row_number() OVER (PARTITION BY compute ORDER BY queue_rank DESC, place) AS position
                FROM job WHERE workspace = ? AND status = 'Queued'
            ) WHERE sequence BETWEEN ? AND ?
            """)
        let rows = try Row.fetchCursor(statement, arguments: [workspace.rawValue, oldest, newest])
        var positions: [Int64: Int] = [:]
        while let row = try rows.next() { positions[row[0]] = row[1] }
        return positions
    }

    /// How many jobs a list of the workspace has that leaves out the archived ones.
    package func listedJobCount(in workspace: WorkspaceName) throws -> Int {
        let statement = try database.cachedStatement(
            sql: "SELECT count(*) FROM job WHERE workspace = ? AND is_archived = 0")
        return try Int.fetchOne(statement, arguments: [workspace.rawValue]) ?? 0
    }

    private func sequence(of job: JobName, in workspace: WorkspaceName) throws -> Int64 {
        let statement = try database.cachedStatement(sql: "SELECT sequence FROM job WHERE name = ? AND workspace = ?")
        guard let sequence = try Int64.fetchOne(statement, arguments: [job.rawValue, workspace.rawValue]) else {
            throw AtelierError(
                .notFound, "there is no job '\(job.rawValue.neutralised)' to page on from", hint: "begin with the newest",
                subject: "job \(job)")
        }
        return sequence
    }
}

extension JobSummary {
    fileprivate init(row: Row, position: Int?) throws {
        let name: String = row[0]
        let status: String = row[3]
        guard let status = JobStatus(rawValue: status) else {
            throw AtelierError(
                .internal, "job \(name) has the unknown status '\(status.neutralised)'; it was left as it is",
                subject: "job \(name)")
        }
        let tags: String = row[13]
        self.init(
            name: JobName(name), displayName: row[1], experiment: row[2], status: status, reason: row[4],
            exitCode: row[5], compute: ComputeName(row[6] as String), node: (row[7] as String?).map { NodeName($0) },
            createdAt: Date(timeIntervalSince1970: row[8]), createdBy: row[9],
            startedAt: (row[10] as Double?).map(Date.init(timeIntervalSince1970:)),
            endedAt: (row[11] as Double?).map(Date.init(timeIntervalSince1970:)), isArchived: row[12],
            tags: tags == "{}"
                ? [:] : try Document.decode([String: String].self, from: Data(tags.utf8), of: "job \(name)"),
            queuePosition: position,
            lastMetric: (row[15] as String?).map { key in
                LatestMetric(key: key, value: (row[17] as Bool? ?? true) ? nil : row[16])
            })
    }
}
