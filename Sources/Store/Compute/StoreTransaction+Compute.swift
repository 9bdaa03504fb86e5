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

    /// Replaces what of the compute takes no new jobs.
    package func save(_ drain: Drain, of compute: ComputeName, in workspace: WorkspaceName) throws {
        try database.execute(
            sql: "DELETE FROM compute_drain WHERE workspace = ? AND compute = ?",
            arguments: [workspace.rawValue, compute.rawValue])
        for node in (drain.isWhole ? [""] : []) + drain.nodes.map(\.rawValue) {
            try database.execute(
                sql: "INSERT INTO compute_drain (workspace, compute, node) VALUES (?, ?, ?)",
                arguments: [workspace.rawValue, compute.rawValue, node])
        }
    }

    /// Removes its row and its drains, and gives them as they were.
    package func deleteCompute(named name: ComputeName, in workspace: WorkspaceName) throws -> [StoredRow] {
        let key: StatementArguments = [workspace.rawValue, name.rawValue]
        return try take(from: "compute", where: "workspace = ? AND name = ?", key)
            + take(from: "compute_drain", where: "workspace = ? AND compute = ?", key)
    }
}
