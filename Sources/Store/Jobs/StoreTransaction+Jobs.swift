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
        try database.cachedStatement(sql: """
            INSERT INTO job (name, workspace, experiment, compute, status, is_final, is_archived, document)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """).execute(arguments: [
                job.name.rawValue, job.workspace.rawValue, job.experiment, job.compute.rawValue,
                job.status.rawValue, job.status.isFinal, job.isArchived, try Document.encode(job),
            ])
    }

    /// Writes the job if it is still in the status it was read in. False means somebody else decided meanwhile, and
    /// nothing was written.
    package func update(_ job: Job, ifStill status: JobStatus) throws -> Bool {
        try database.cachedStatement(sql: """
            UPDATE job SET status = ?, is_final = ?, is_archived = ?, experiment = ?, document = ?
            WHERE name = ? AND status = ?
            """).execute(arguments: [
                job.status.rawValue, job.status.isFinal, job.isArchived, job.experiment, try Document.encode(job),
                job.name.rawValue, status.rawValue,
            ])
        return database.changesCount == 1
    }
}
