package import Domain
package import FoundationEssentials
import GRDB

extension StoreTransaction {
    /// Makes the run of a job, in the transaction that makes the job. The job's experiment is made when there is none.
    /// Throws `alreadyExists` when a run of that id exists: run ids are unique on the box, over all workspaces.
    package func openRun(for job: Job, tags: [String: String] = [:]) throws {
        let created = Int64(job.creation.createdAt.timeIntervalSince1970 * 1000)
        let experiment = try experimentID(named: job.experiment, in: job.workspace, at: created)
        var all = tags
        all[RunTag.name] = job.displayName
        all[RunTag.user] = job.creation.createdBy
        all[RunTag.sourceType] = all[RunTag.sourceType] ?? "JOB"
        let id = RunID(job.name.rawValue)
        let info = RunInfo(
            id: id, experiment: experiment, workspace: job.workspace, name: job.displayName,
            user: job.creation.createdBy, status: RunStatus(job.status), startTime: created, endTime: nil,
            artifactURI: "mlflow-artifacts:/\(experiment)/\(id)/artifacts", stage: .active, isJob: true, job: job.name)
        try create(info, tags: all.map { TrackingPair($0.key, $0.value) }.sorted { $0.key < $1.key })
    }

    /// Follows a job's change of status, in the same transaction. A final status ends the run; `running` starts its
    /// clock. Does nothing for a job that has no run.
    package func closeRun(_ job: JobName, status: JobStatus, at time: Date) throws {
        let milliseconds = Int64(time.timeIntervalSince1970 * 1000)
        let run = RunStatus(status)
        try execute(
            """
            UPDATE run SET status = ?1, end_time = CASE WHEN ?2 THEN ?3 ELSE NULL END,
                start_time = CASE WHEN ?4 THEN ?3 ELSE start_time END
            WHERE run_id = ?5 AND is_job
            """,
            [run.rawValue, run.isFinal, milliseconds, status == .running, job.rawValue])
    }

    /// Puts a job's run into the job's experiment, which is made when there is none.
    package func moveRun(of job: Job, at time: Date) throws {
        let now = Int64(time.timeIntervalSince1970 * 1000)
        let experiment = try experimentID(named: job.experiment, in: job.workspace, at: now)
        let id = RunID(job.name.rawValue)
        try execute(
            "UPDATE run SET experiment = ?, artifact_uri = ? WHERE run_id = ? AND is_job",
            [Int64(experiment.rawValue), "mlflow-artifacts:/\(experiment)/\(id)/artifacts", id.rawValue])
    }

    /// Throws `alreadyExists` when the id is taken.
    package func create(_ info: RunInfo, tags: [TrackingPair]) throws {
        guard try runRow(info.id) == nil else {
            throw AtelierError(
                .alreadyExists, "a run with the id '\(info.id)' already exists", hint: "choose another name",
                subject: "run \(info.id)")
        }
        try execute(
            """
            INSERT INTO run (run_id, experiment, name, user, status, start_time, end_time, stage, artifact_uri, is_job,
                job) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                info.id.rawValue, Int64(info.experiment.rawValue), info.name, info.user, info.status.rawValue,
                info.startTime, info.endTime, info.stage.rawValue, info.artifactURI, info.isJob, info.job?.rawValue,
            ])
        let row = database.lastInsertedRowID
        for tag in tags { try setRunTag(tag, of: row) }
    }

    /// Takes a job's run out of its experiment and its id from it; nil when the job has none. Runs that the job made
    /// besides stay.
    package func hideRun(of job: JobName) throws -> HiddenRun? {
        guard let (row, info) = try runRow(RunID(job.rawValue)) else { return nil }
        // No workspace has such a name, so nobody finds the experiment or what is in it.
        let nowhere = "\(Self.trashPrefix)\(info.workspace)"
        try execute(
            """
            INSERT OR IGNORE INTO experiment (workspace, name, created_at, updated_at) VALUES (?, 'trash', 0, 0)
            """,
            [nowhere])
        try execute(
            """
            UPDATE run SET run_id = ?, experiment = (SELECT id FROM experiment WHERE workspace = ?) WHERE id = ?
            """,
            ["\(Self.trashPrefix)\(row)/\(info.id)", nowhere, row])
        return HiddenRun(row: row, id: info.id, experiment: info.experiment)
    }

    /// Puts a run back where it was. An experiment that was deleted meanwhile comes back with it.
    func show(_ run: HiddenRun, in workspace: WorkspaceName, at time: Date) throws {
        if let experiment = try experiment(run.experiment, in: workspace), experiment.stage == .deleted {
            try setStage(.active, of: experiment, at: Int64(time.timeIntervalSince1970 * 1000))
        }
        try execute(
            "UPDATE run SET run_id = ?, experiment = ? WHERE id = ?",
            [run.id.rawValue, Int64(run.experiment.rawValue), run.row])
    }

    /// Removes a run with everything that was logged to it.
    package func deleteRun(_ run: HiddenRun) throws {
        for table in ["metric_point", "metric_bucket"] {
            try execute("DELETE FROM \(table) WHERE series IN (SELECT id FROM metric_series WHERE run = ?)", [run.row])
        }
        try execute("DELETE FROM run WHERE id = ?", [run.row])
    }

    static let trashPrefix = "trash/"

    /// Writes the name, status and times of a run; a job's status and times are left to the job.
    package func update(_ info: RunInfo) throws {
        guard let (row, _) = try runRow(info.id) else { return }
        try execute(
            """
            UPDATE run SET name = ?1, stage = ?2, status = CASE WHEN is_job THEN status ELSE ?3 END,
                end_time = CASE WHEN is_job THEN end_time ELSE ?4 END
            WHERE id = ?5
            """,
            [info.name, info.stage.rawValue, info.status.rawValue, info.endTime, row])
    }

    /// Sets tags; `mlflow.runName` renames the run too.
    package func setTags(_ tags: [TrackingPair], ofRun row: RunRow) throws {
        for tag in tags {
            try setRunTag(tag, of: row.id)
            if tag.key == RunTag.name {
                try execute("UPDATE run SET name = ? WHERE id = ?", [tag.value, row.id])
            }
        }
    }

    /// Returns whether there was such a tag.
    package func removeTag(_ key: String, ofRun row: RunRow) throws -> Bool {
        try execute("DELETE FROM run_tag WHERE run = ? AND key = ?", [row.id, key])
        return database.changesCount > 0
    }

    /// Logs parameters. The same value again is accepted; another one throws `invalidArgument`.
    package func log(_ parameters: [TrackingPair], toRun row: RunRow) throws {
        for parameter in parameters {
            try execute(
                "INSERT OR IGNORE INTO run_parameter (run, key, value) VALUES (?, ?, ?)",
                [row.id, parameter.key, parameter.value])
            guard database.changesCount == 0 else { continue }
            let select = try database.cachedStatement(
                sql: "SELECT value FROM run_parameter WHERE run = ? AND key = ?")
            let old = try String.fetchOne(select, arguments: [row.id, parameter.key])
            guard old == parameter.value else {
                throw AtelierError(
                    .invalidArgument,
                    "Changing param values is not allowed. Param with key='\(parameter.key.neutralised)' was already "
                        + "logged with value='\((old ?? "").neutralised)' for run ID='\(row.info.id)'. Attempted "
                        + "logging new value '\(parameter.value.neutralised)'.")
            }
        }
    }

    package func log(_ datasets: [DatasetInput], toRun row: RunRow) throws {
        let experiment = Int64(row.info.experiment.rawValue)
        for dataset in datasets {
            try execute(
                """
                INSERT OR IGNORE INTO dataset (experiment, name, digest, source_type, source, schema, profile)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    experiment, dataset.name, dataset.digest, dataset.sourceType, dataset.source, dataset.schema,
                    dataset.profile,
                ])
            try execute(
                """
                INSERT OR IGNORE INTO run_dataset (run, dataset, context, tags)
                SELECT ?, id, ?, ? FROM dataset WHERE experiment = ? AND name = ? AND digest = ?
                """,
                [
                    row.id, dataset.context, try Document.encode(dataset.tags), experiment, dataset.name,
                    dataset.digest,
                ])
        }
    }

    package func log(_ models: [ModelOutput], areOutputs: Bool, toRun row: RunRow) throws {
        for model in models {
            try execute(
                "INSERT OR IGNORE INTO run_model (run, model_id, is_output, step) VALUES (?, ?, ?, ?)",
                [row.id, model.model.rawValue, areOutputs, model.step])
        }
    }

    private func setRunTag(_ tag: TrackingPair, of row: Int64) throws {
        try execute(
            "INSERT OR REPLACE INTO run_tag (run, key, value) VALUES (?, ?, ?)", [row, tag.key, tag.value])
    }
}

/// A run inside a transaction, with the number its tables know it by.
package struct RunRow {
    let id: Int64
    package let info: RunInfo
}

extension StoreReader {
    /// The run to write to; nil when there is none.
    package func row(ofRun id: RunID) throws -> RunRow? {
        try runRow(id).map { RunRow(id: $0.row, info: $0.info) }
    }

    package func tag(_ key: String, ofRun row: RunRow) throws -> String? {
        let statement = try database.cachedStatement(sql: "SELECT value FROM run_tag WHERE run = ? AND key = ?")
        return try String.fetchOne(statement, arguments: [row.id, key])
    }
}
