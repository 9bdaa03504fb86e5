package import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    /// The job of this name, whatever its workspace: names are unique on the box.
    package func job(named name: JobName) throws -> Job? {
        try document(
            Job.self, sql: "SELECT document FROM job WHERE name = ?", [name.rawValue], subject: "job \(name)")
    }

    package func job(named name: JobName, in workspace: WorkspaceName) throws -> Job? {
        try document(
            Job.self, sql: "SELECT document FROM job WHERE name = ? AND workspace = ?",
            [name.rawValue, workspace.rawValue], subject: "job \(name)")
    }

    package func jobs(in workspace: WorkspaceName, matching filter: JobFilter) throws -> Records<Job> {
        var conditions = ["workspace = ?"]
        var arguments: StatementArguments = [workspace.rawValue]
        switch filter.archived {
        case .excluded: conditions.append("is_archived = 0")
        case .only: conditions.append("is_archived = 1")
        case .included: break
        }
        if let experiment = filter.experiment {
            conditions.append("experiment = ?")
            arguments += [experiment]
        }
        if let compute = filter.compute {
            conditions.append("compute = ?")
            arguments += [compute.rawValue]
        }
        if let parent = filter.parent {
            conditions.append("parent = ?")
            arguments += [parent.rawValue]
        }
        if filter.hidesTrials {
            conditions.append(
                "(parent IS NULL OR parent NOT IN (SELECT name FROM job WHERE workspace = ? AND search IS NOT NULL))")
            arguments += [workspace.rawValue]
        }
        for (tag, value) in filter.tags.sorted(by: { $0.key < $1.key }) {
            conditions.append("EXISTS (SELECT 1 FROM json_each(job.tags) AS tag WHERE tag.key = ? AND tag.value = ?)")
            arguments += [tag, value]
        }
        if !filter.statuses.isEmpty {
            conditions.append("status IN (\(filter.statuses.map { _ in "?" }.joined(separator: ", ")))")
            arguments += StatementArguments(filter.statuses.map(\.rawValue))
        }
        arguments += [filter.limit ?? -1]
        return try documents(
            Job.self, noun: "job",
            sql: """
                SELECT name, document FROM job WHERE \(conditions.joined(separator: " AND "))
                ORDER BY sequence DESC LIMIT ?
                """,
            arguments)
    }

    /// Every job that has not come to its end, in the order of the queue.
    package func unfinishedJobs(in workspace: WorkspaceName? = nil) throws -> Records<Job> {
        try documents(
            Job.self, noun: "job",
            sql: """
                SELECT name, document FROM job WHERE is_final = 0 AND (?1 IS NULL OR workspace = ?1)
                ORDER BY queue_rank DESC, place
                """,
            [workspace?.rawValue])
    }

    /// The jobs that wait for a compute with their ranks, the next to run first.
    package func queue(of compute: ComputeName, in workspace: WorkspaceName) throws -> [(job: JobName, rank: Int)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT name, queue_rank FROM job WHERE workspace = ? AND compute = ? AND status = 'Queued'
                ORDER BY queue_rank DESC, place
                """,
            arguments: [workspace.rawValue, compute.rawValue]
        ).map { (JobName($0[0] as String), $0[1]) }
    }

    /// The ranks of jobs that have not come to their end: a move may have given them another than they asked for.
    package func queueRanks() throws -> [JobName: Int] {
        let rows = try Row.fetchAll(database, sql: "SELECT name, queue_rank FROM job WHERE is_final = 0")
        return Dictionary(rows.map { (JobName($0[0] as String), $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    /// How many jobs are in each status; statuses without a job are absent.
    package func jobCounts(in workspace: WorkspaceName? = nil) throws -> [JobStatus: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT status, COUNT(*) FROM job WHERE ?1 IS NULL OR workspace = ?1 GROUP BY status",
            arguments: [workspace?.rawValue])
        return rows.reduce(into: [:]) { counts, row in
            if let status = JobStatus(rawValue: row[0]) { counts[status] = row[1] }
        }
    }
}

extension StoreReader {
    /// The jobs that need a compute still, in the order of submission.
    package func unfinishedJobs(on compute: ComputeName, in workspace: WorkspaceName) throws -> [JobName] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM job WHERE is_final = 0 AND workspace = ? AND compute = ? ORDER BY sequence",
            arguments: [workspace.rawValue, compute.rawValue]
        ).map { JobName($0) }
    }
}
