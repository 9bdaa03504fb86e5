package import Domain
import GRDB

extension StoreTransaction {
    package func create(_ model: LoggedModel) throws {
        try execute(
            """
            INSERT INTO logged_model (model_id, experiment, name, type, status, status_message, source_run,
                artifact_uri, created_at, updated_at, job) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                model.id.rawValue, Int64(model.experiment.rawValue), model.name, model.type, model.status.rawValue,
                model.statusMessage, model.sourceRun?.rawValue, model.artifactURI, model.createdAt, model.updatedAt,
                model.job?.rawValue,
            ])
        try log(model.parameters, to: model)
        try setTags(model.tags, of: model)
    }

    package func finalise(_ model: LoggedModel, status: LoggedModelStatus, at time: Int64) throws {
        try execute(
            "UPDATE logged_model SET status = ?, updated_at = ? WHERE model_id = ?",
            [status.rawValue, time, model.id.rawValue])
    }

    package func delete(_ model: LoggedModel, at time: Int64) throws {
        try execute(
            "UPDATE logged_model SET stage = 'deleted', updated_at = ? WHERE model_id = ?", [time, model.id.rawValue])
    }

    /// Logs parameters; a parameter that is there keeps its value.
    package func log(_ parameters: [TrackingPair], to model: LoggedModel) throws {
        for parameter in parameters {
            try execute(
                """
                INSERT OR IGNORE INTO logged_model_parameter (model, key, value)
                SELECT id, ?, ? FROM logged_model WHERE model_id = ?
                """,
                [parameter.key, parameter.value, model.id.rawValue])
        }
    }

    package func setTags(_ tags: [TrackingPair], of model: LoggedModel) throws {
        for tag in tags {
            try execute(
                """
                INSERT OR REPLACE INTO logged_model_tag (model, key, value)
                SELECT id, ?, ? FROM logged_model WHERE model_id = ?
                """,
                [tag.key, tag.value, model.id.rawValue])
        }
    }

    package func removeTag(_ key: String, of model: LoggedModel) throws -> Bool {
        try execute(
            "DELETE FROM logged_model_tag WHERE key = ? AND model = (SELECT id FROM logged_model WHERE model_id = ?)",
            [key, model.id.rawValue])
        return database.changesCount > 0
    }

    /// Notes the metrics that name a model at that model; the latest of each key and dataset stays. A metric whose
    /// model is unknown in the run's experiment's workspace is the run's alone.
    package func noteModelMetrics(_ metrics: [LoggedMetric], ofRun row: RunRow) throws {
        for metric in metrics {
            guard let model = metric.model else { continue }
            let point = metric.metric.point
            try execute(
                """
                INSERT INTO logged_model_metric
                    (model, key, dataset_name, dataset_digest, run, step, timestamp, value, is_nan)
                SELECT m.id, ?, ?, ?, ?, ?, ?, ?, ? FROM logged_model m JOIN experiment e ON e.id = m.experiment
                WHERE m.model_id = ? AND e.workspace = ?
                ON CONFLICT DO UPDATE SET run = excluded.run, step = excluded.step, timestamp = excluded.timestamp,
                    value = excluded.value, is_nan = excluded.is_nan
                WHERE (excluded.step, excluded.timestamp, excluded.value) >= (step, timestamp, value)
                """,
                [
                    metric.metric.key, metric.datasetName ?? "", metric.datasetDigest ?? "", row.info.id.rawValue,
                    point.step, point.timestamp, point.stored, point.isNaN, model.rawValue,
                    row.info.workspace.rawValue,
                ])
        }
    }
}
