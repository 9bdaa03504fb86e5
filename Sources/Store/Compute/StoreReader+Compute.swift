package import Domain
import GRDB

extension StoreReader {
    package func compute(named name: ComputeName, in workspace: WorkspaceName) throws -> Compute? {
        try document(
            Compute.self, sql: "SELECT document FROM compute WHERE workspace = ? AND name = ?",
            [workspace.rawValue, name.rawValue], subject: "compute \(name)")
    }

    /// By name; all of them, or those of one workspace.
    package func computes(in workspace: WorkspaceName? = nil) throws -> Records<Compute> {
        try documents(
            Compute.self, noun: "compute",
            sql: "SELECT name, document FROM compute WHERE ?1 IS NULL OR workspace = ?1 ORDER BY workspace, name",
            [workspace?.rawValue])
    }

    /// What takes no new jobs, by compute; all of them, or those of one workspace.
    package func drains(in workspace: WorkspaceName? = nil) throws -> [WorkspaceName: [ComputeName: Drain]] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT workspace, compute, node FROM compute_drain WHERE ?1 IS NULL OR workspace = ?1",
            arguments: [workspace?.rawValue])
        var drains: [WorkspaceName: [ComputeName: Drain]] = [:]
        for row in rows {
            let workspace = WorkspaceName(row[0] as String)
            let compute = ComputeName(row[1] as String)
            let node: String = row[2]
            let drain = drains[workspace]?[compute] ?? Drain()
            drains[workspace, default: [:]][compute] = drain.changed(
                node.isEmpty ? nil : NodeName(node), isDraining: true)
        }
        return drains
    }
}
