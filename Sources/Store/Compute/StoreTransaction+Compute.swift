package import Domain
import GRDB

extension StoreTransaction {
    /// Adds the compute, or replaces the one of the same name.
    package func save(_ compute: Compute) throws {
        try database.cachedStatement(sql: """
            INSERT INTO compute (workspace, name, document) VALUES (?, ?, ?)
            ON CONFLICT (workspace, name) DO UPDATE SET document = excluded.document
            """).execute(arguments: [
                compute.workspace.rawValue, compute.name.rawValue, try Document.encode(compute),
            ])
    }

    package func deleteCompute(named name: ComputeName, in workspace: WorkspaceName) throws {
        try database.execute(
            sql: "DELETE FROM compute WHERE workspace = ? AND name = ?",
            arguments: [workspace.rawValue, name.rawValue])
    }
}
