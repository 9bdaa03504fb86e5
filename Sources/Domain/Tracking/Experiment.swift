/// A named folder of runs; belongs to one workspace. Its id is a decimal string, unique on the box; `0` is the
/// `Default` experiment of the default workspace.
package struct Experiment: Sendable, Equatable {
    package let id: ExperimentID
    package let workspace: WorkspaceName
    package var name: String
    /// Where the runs' artifacts go, as clients see it: `mlflow-artifacts:/<id>` unless a client chose another.
    package var artifactLocation: String
    package var stage: LifecycleStage
    /// Milliseconds since 1970, as MLflow keeps all its times.
    package var createdAt: Int64
    package var updatedAt: Int64
    package var tags: [TrackingPair]

    package init(
        id: ExperimentID, workspace: WorkspaceName, name: String, artifactLocation: String, stage: LifecycleStage,
        createdAt: Int64, updatedAt: Int64, tags: [TrackingPair]
    ) {
        self.id = id
        self.workspace = workspace
        self.name = name
        self.artifactLocation = artifactLocation
        self.stage = stage
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.tags = tags
    }

    package static let defaultID: ExperimentID = "0"
    package static let defaultName = "Default"
}

package typealias ExperimentID = Identifier<Experiment>

/// Deleting in MLflow marks; what is deleted can be restored.
package enum LifecycleStage: String, Sendable, Codable {
    case active, deleted
}

/// Which stages a search looks at (MLflow's `ViewType`).
package enum LifecycleView: String, Sendable {
    case active = "ACTIVE_ONLY"
    case deleted = "DELETED_ONLY"
    case all = "ALL"
}

/// A parameter or a tag.
package struct TrackingPair: Sendable, Codable, Hashable {
    package let key: String
    package let value: String

    package init(_ key: String, _ value: String) {
        self.key = key
        self.value = value
    }
}
