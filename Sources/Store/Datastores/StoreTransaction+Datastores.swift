package import Domain
package import FoundationEssentials
import GRDB

extension StoreTransaction {
    /// Adds the datastore, or replaces the one of the same name, with its credentials.
    package func save(_ datastore: Datastore, sealedCredentials: Data?) throws {
        try database.execute(
            sql: """
                INSERT INTO datastore (workspace, name, document, credentials) VALUES (?, ?, ?, ?)
                ON CONFLICT (workspace, name)
                DO UPDATE SET document = excluded.document, credentials = excluded.credentials
                """,
            arguments: [
                datastore.workspace.rawValue, datastore.name.rawValue, try Document.encode(datastore),
                sealedCredentials,
            ])
    }

    package func deleteDatastore(_ name: DatastoreName, in workspace: WorkspaceName) throws {
        try database.execute(
            sql: "DELETE FROM datastore WHERE workspace = ? AND name = ?",
            arguments: [workspace.rawValue, name.rawValue])
    }
}
