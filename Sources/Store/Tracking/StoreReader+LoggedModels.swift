package import Domain
import GRDB

extension StoreReader {
    /// The logged model with this id that was not deleted; nil when the workspace has none.
    package func loggedModel(_ id: LoggedModelID, in workspace: WorkspaceName) throws -> LoggedModel? {
        let statement = try database.cachedStatement(sql: """
            SELECT \(LoggedModel.columns) FROM logged_model m JOIN experiment e ON e.id = m.experiment
            WHERE m.model_id = ? AND e.workspace = ? AND m.stage = 'active'
            """)
        guard let row = try Row.fetchOne(statement, arguments: [id.rawValue, workspace.rawValue]) else { return nil }
        return try loggedModel(row)
    }

    /// Whether a logged model keeps its files there already.
    package func hasLoggedModel(at artifactURI: String) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM logged_model WHERE artifact_uri = ?)",
            arguments: [artifactURI]) ?? false
    }

    func loggedModel(_ row: Row) throws -> LoggedModel {
        let id: Int64 = row[0]
        return LoggedModel(
            id: LoggedModelID(row[1] as String), experiment: ExperimentID(String(row[2] as Int64)),
            workspace: WorkspaceName(row[3] as String), name: row[4], type: row[5],
            status: LoggedModelStatus(rawValue: row[6]) ?? .unspecified, statusMessage: row[7],
            sourceRun: (row[8] as String?).map { RunID($0) }, artifactURI: row[9], createdAt: row[10],
            updatedAt: row[11],
            parameters: try pairs(
                sql: "SELECT key, value FROM logged_model_parameter WHERE model = ? ORDER BY key", [id]),
            tags: try pairs(sql: "SELECT key, value FROM logged_model_tag WHERE model = ? ORDER BY key", [id]),
            metrics: try loggedModelMetrics(id), job: (row[12] as String?).map { JobName($0) })
    }

    private func loggedModelMetrics(_ model: Int64) throws -> [LoggedModelMetric] {
        let statement = try database.cachedStatement(sql: """
            SELECT key, run, dataset_name, dataset_digest, step, timestamp, value, is_nan FROM logged_model_metric
            WHERE model = ? ORDER BY key
            """)
        return try Row.fetchAll(statement, arguments: [model]).map { row in
            let name: String = row[2], digest: String = row[3]
            return LoggedModelMetric(
                metric: Metric(row[0], MetricPoint(row: row, from: 4)), run: RunID(row[1] as String),
                datasetName: name.isEmpty ? nil : name, datasetDigest: digest.isEmpty ? nil : digest)
        }
    }
}

extension LoggedModel {
    static let columns = """
        m.id, m.model_id, m.experiment, e.workspace, m.name, m.type, m.status, m.status_message, m.source_run, \
        m.artifact_uri, m.created_at, m.updated_at, m.job
        """
}
