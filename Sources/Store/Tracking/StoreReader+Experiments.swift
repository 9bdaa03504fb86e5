package import Domain
import GRDB

extension StoreReader {
    /// The experiment with this id; nil when the workspace has none. `0` is the workspace's own `Default`.
    package func experiment(_ id: ExperimentID, in workspace: WorkspaceName) throws -> Experiment? {
        if id == Experiment.defaultID { return try experiment(named: Experiment.defaultName, in: workspace) }
        guard let row = Int64(id.rawValue) else { return nil }
        return try experiment(where: "id = ? AND workspace = ?", [row, workspace.rawValue])
    }

    package func experiment(named name: String, in workspace: WorkspaceName) throws -> Experiment? {
        try experiment(where: "workspace = ? AND name = ?", [workspace.rawValue, name])
    }

    func experimentTags(_ id: Int64) throws -> [TrackingPair] {
        try pairs(sql: "SELECT key, value FROM experiment_tag WHERE experiment = ? ORDER BY key", [id])
    }

    func pairs(sql: String, _ arguments: StatementArguments) throws -> [TrackingPair] {
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var pairs: [TrackingPair] = []
        while let row = try rows.next() { pairs.append(TrackingPair(row[0], row[1])) }
        return pairs
    }

    private func experiment(where condition: String, _ arguments: StatementArguments) throws -> Experiment? {
        let statement = try database.cachedStatement(
            sql: "SELECT \(Experiment.columns) FROM experiment WHERE \(condition)")
        guard let row = try Row.fetchOne(statement, arguments: arguments) else { return nil }
        return try experiment(row)
    }

    func experiment(_ row: Row) throws -> Experiment {
        let id: Int64 = row[0]
        return Experiment(
            id: ExperimentID(String(id)), workspace: WorkspaceName(row[1] as String), name: row[2],
            artifactLocation: row[3] ?? "mlflow-artifacts:/\(id)",
            stage: LifecycleStage(rawValue: row[4]) ?? .active, createdAt: row[5], updatedAt: row[6],
            tags: try experimentTags(id))
    }
}

extension Experiment {
    static let columns = "id, workspace, name, artifact_location, stage, created_at, updated_at"

    var row: Int64 { Int64(id.rawValue) ?? -1 }
}
