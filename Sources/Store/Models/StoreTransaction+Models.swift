package import Domain
import GRDB

extension StoreTransaction {
    /// Adds a model version: the version asked for, or the next number (nil), then what `make` makes of it.
    /// Throws `alreadyExists` when somebody has the version, or had it: a deleted one is not given again.
    package func registerModel(
        _ name: ModelName, version: String?, in workspace: WorkspaceName, make: (String) throws -> ModelVersion
    ) throws -> ModelVersion {
        if let version, try wasDeleted(name, version: version, in: workspace) {
            throw AtelierError(
                .alreadyExists, "model \(name):\(version) was deleted; a version is never given twice",
                hint: "leave the version out to get the next number", subject: "model \(name):\(version)")
        }
        let version = try StoreReader.models.reserve(version: version, of: name.rawValue, in: workspace, database)
        let asset = try make(version)
        try StoreReader.models.insert(asset, name: name.rawValue, version: version, in: workspace, database)
        return asset
    }

    /// Removes a version and remembers that there was one.
    package func deleteModel(_ name: ModelName, version: String, in workspace: WorkspaceName) throws {
        try StoreReader.models.delete(name.rawValue, version: version, in: workspace, database)
        try database.execute(
            sql: "INSERT OR IGNORE INTO deleted_model (workspace, name, version) VALUES (?, ?, ?)",
            arguments: [workspace.rawValue, name.rawValue, version])
    }

    private func wasDeleted(_ name: ModelName, version: String, in workspace: WorkspaceName) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM deleted_model WHERE workspace = ? AND name = ? AND version = ?)",
            arguments: [workspace.rawValue, name.rawValue, version]) ?? false
    }

    /// Writes a model version again: labels, tags and whether it is archived may change, its content never.
    package func update(_ asset: ModelVersion) throws {
        try StoreReader.models.update(
            asset, name: asset.name.rawValue, version: asset.version, in: asset.workspace,
            isArchived: asset.isArchived, database)
    }
}
