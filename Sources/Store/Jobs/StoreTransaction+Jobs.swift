package import Domain
import FoundationEssentials
import GRDB

extension StoreTransaction {
    /// Adds a job. Throws `alreadyExists` when its name is taken, also by a job of another workspace.
    package func insert(_ job: Job) throws {
        if let holder = try String.fetchOne(
            database, sql: "SELECT workspace FROM job WHERE name = ?", arguments: [job.name.rawValue])
        {
            let place = holder == job.workspace.rawValue ? "" : " in workspace '\(holder)'"
            throw AtelierError(
                .alreadyExists, "a job named '\(job.name)' exists already\(place)",
                hint: "choose another name, or leave it out to get a new one", subject: "job \(job.name)")
        }
        // Behind every job there ever was: what moves in the queue takes a place that another had.
        try database.cachedStatement(sql: """
            INSERT INTO job (name, workspace, experiment, compute, status, is_final, is_archived, display_name, reason,
                exit_code, node, created_at, created_by, started_at, ended_at, tags, document, queue_rank, parent, search, place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                (SELECT 1 + coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'job'))
            """).execute(arguments: [
                job.name.rawValue, job.workspace.rawValue, job.experiment, job.compute.rawValue,
                job.status.rawValue, job.status.isFinal, job.isArchived, job.displayName, job.reason, job.exitCode,
                job.node?.rawValue, job.creation.createdAt.timeIntervalSince1970, job.creation.createdBy,
                job.startedAt?.timeIntervalSince1970, job.endedAt?.timeIntervalSince1970, try tags(of: job),
                try Document.encode(job), job.spec.queueRank, job.spec.parentJobName?.rawValue, job.spec.work.searchText,
            ])
    }

    /// Writes the job if it is still in the status it was read in. False means somebody else decided meanwhile, and
    /// nothing was written.
    package func update(_ job: Job, ifStill status: JobStatus) throws -> Bool {
        try database.cachedStatement(sql: """
            UPDATE job SET status = ?, is_final = ?, is_archived = ?, experiment = ?, display_name = ?, reason = ?,
                exit_code = ?, node = ?, started_at = ?, ended_at = ?, tags = ?, document = ?
            WHERE name = ? AND status = ?
            """).execute(arguments: [
                job.status.rawValue, job.status.isFinal, job.isArchived, job.experiment, job.displayName, job.reason,
                job.exitCode, job.node?.rawValue, job.startedAt?.timeIntervalSince1970,
                job.endedAt?.timeIntervalSince1970, try tags(of: job), try Document.encode(job), job.name.rawValue,
                status.rawValue,
            ])
        return database.changesCount == 1
    }

    /// Removes the job's row and gives it as it was; its run goes with `hideRun`.
    package func deleteJob(_ name: JobName) throws -> [StoredRow] {
        try take(from: "job", where: "name = ?", [name.rawValue])
    }

    /// Lets two jobs of a queue change places, and ranks: who was let past is where the other was, also for those to come.
    package func swapPlaces(_ one: JobName, _ other: JobName) throws {
        try database.cachedStatement(sql: """
            UPDATE job SET place = (SELECT sum(place) FROM job WHERE name IN (?1, ?2)) - place,
                queue_rank = (SELECT sum(queue_rank) FROM job WHERE name IN (?1, ?2)) - queue_rank
            WHERE name IN (?1, ?2)
            """).execute(arguments: [one.rawValue, other.rawValue])
    }

    private func tags(of job: Job) throws -> String {
        guard !job.spec.tags.isEmpty else { return "{}" }
        return String(decoding: try Document.encode(job.spec.tags), as: UTF8.self)
    }
}

extension JobWork {
    /// `sweep 30`: what kind of search it is, and how many trials it may have.
    fileprivate var searchText: String? {
        switch self {
        case .sweep(let work): "\(SearchStanding.Kind.sweep.rawValue) \(work.limits.maxTotalTrials)"
        case .automl(let work): "\(SearchStanding.Kind.automl.rawValue) \(work.limits.maxTrials)"
        case .command, .trial: nil
        }
    }
}
