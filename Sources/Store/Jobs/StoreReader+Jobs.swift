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
                SELECT name, document FROM job WHERE is_final = 0 AND (?1 IS NULL OR workspace = ?1) ORDER BY place
                """,
            [workspace?.rawValue])
    }

    /// The jobs that wait for a compute, the next to run first.
    package func queue(of compute: ComputeName, in workspace: WorkspaceName) throws -> [JobName] {
        try String.fetchAll(
            database,
            sql: "SELECT name FROM job WHERE workspace = ? AND compute = ? AND status = 'Queued' ORDER BY place",
            arguments: [workspace.rawValue, compute.rawValue]
        ).map { JobName($0) }
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
