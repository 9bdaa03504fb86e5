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
}
