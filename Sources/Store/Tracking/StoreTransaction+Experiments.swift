package import Domain
import GRDB

extension StoreTransaction {
    /// The id of an experiment, made if there is none. A deleted one is brought back: its name can be used again.
    package func experimentID(named name: String, in workspace: WorkspaceName, at time: Int64) throws -> ExperimentID {
        if let found = try experiment(named: name, in: workspace) {
            if found.stage == .deleted { try setStage(.active, of: found, at: time) }
            return found.id
        }
        return try createExperiment(named: name, in: workspace, artifactLocation: nil, tags: [], at: time)
    }

    /// Throws `alreadyExists` when the name is taken, also by a deleted experiment.
    package func createExperiment(
        named name: String, in workspace: WorkspaceName, artifactLocation: String?, tags: [TrackingPair],
        at time: Int64
    ) throws -> ExperimentID {
        if let existing = try experiment(named: name, in: workspace) {
            throw Self.nameTaken(name, existing.stage)
        }
        try execute(
            """
            INSERT INTO experiment (workspace, name, artifact_location, created_at, updated_at) VALUES (?, ?, ?, ?, ?)
            """,
            [workspace.rawValue, name, artifactLocation, time, time])
        let id = database.lastInsertedRowID
        for tag in tags { try setExperimentTag(tag, of: id) }
        return ExperimentID(String(id))
    }

    package func renameExperiment(_ experiment: Experiment, to name: String, at time: Int64) throws {
        if let other = try self.experiment(named: name, in: experiment.workspace), other.id != experiment.id {
            throw Self.nameTaken(name, other.stage)
        }
        try execute(
            "UPDATE experiment SET name = ?, updated_at = ? WHERE id = ?", [name, time, experiment.row])
    }

    /// Deletes or restores an experiment and its runs with it.
    package func setStage(_ stage: LifecycleStage, of experiment: Experiment, at time: Int64) throws {
        try execute(
            "UPDATE experiment SET stage = ?, updated_at = ? WHERE id = ?",
            [stage.rawValue, time, experiment.row])
        try execute("UPDATE run SET stage = ? WHERE experiment = ?", [stage.rawValue, experiment.row])
    }

    package func setTag(_ tag: TrackingPair, of experiment: Experiment, at time: Int64) throws {
        try setExperimentTag(tag, of: experiment.row)
        try execute("UPDATE experiment SET updated_at = ? WHERE id = ?", [time, experiment.row])
    }

    /// Returns whether there was such a tag.
    package func removeTag(_ key: String, of experiment: Experiment) throws -> Bool {
        try execute("DELETE FROM experiment_tag WHERE experiment = ? AND key = ?", [experiment.row, key])
        return database.changesCount > 0
    }

    func execute(_ sql: String, _ arguments: StatementArguments) throws {
        let statement = try database.cachedStatement(sql: sql)
        try statement.execute(arguments: arguments)
    }

    private func setExperimentTag(_ tag: TrackingPair, of id: Int64) throws {
        try execute(
            "INSERT OR REPLACE INTO experiment_tag (experiment, key, value) VALUES (?, ?, ?)",
            [id, tag.key, tag.value])
    }

    private static func nameTaken(_ name: String, _ stage: LifecycleStage) -> AtelierError {
        let shown = name.neutralised
        return switch stage {
        case .active: AtelierError(.alreadyExists, "Experiment(name=\(shown)) already exists.")
        case .deleted:
            AtelierError(
                .alreadyExists,
                "Experiment '\(shown)' already exists in deleted state. You can restore the experiment, or choose "
                    + "another name.")
        }
    }
}
