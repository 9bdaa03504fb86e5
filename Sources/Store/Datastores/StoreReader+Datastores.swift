package import Domain
package import FoundationEssentials
import GRDB

extension StoreReader {
    /// Nil when there is none; the built-in ones have no record.
    package func datastore(_ name: DatastoreName, in workspace: WorkspaceName) throws -> Datastore? {
        try document(
            Datastore.self, sql: "SELECT document FROM datastore WHERE workspace = ? AND name = ?",
            [workspace.rawValue, name.rawValue], subject: "datastore \(name)")
    }

    /// By name.
    package func datastores(in workspace: WorkspaceName) throws -> Records<Datastore> {
        try documents(
            Datastore.self, noun: "datastore",
            sql: "SELECT name, document FROM datastore WHERE workspace = ? ORDER BY name", [workspace.rawValue])
    }

    package func sealedCredentials(
        of name: DatastoreName, in workspace: WorkspaceName
    ) throws -> Data? {
        try Data.fetchOne(
            database, sql: "SELECT credentials FROM datastore WHERE workspace = ? AND name = ?",
            arguments: [workspace.rawValue, name.rawValue])
    }

    /// Whether anything in the database can be opened only with the home's key: of endpoints or of datastores.
    package func holdsSecrets() throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM endpoint)
                OR EXISTS (SELECT 1 FROM datastore WHERE credentials IS NOT NULL)
                """) ?? false
    }
}
