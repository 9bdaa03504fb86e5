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

    /// Removes the row and gives it as it was, its credentials sealed.
    package func deleteDatastore(_ name: DatastoreName, in workspace: WorkspaceName) throws -> [StoredRow] {
        try take(from: "datastore", where: "workspace = ? AND name = ?", [workspace.rawValue, name.rawValue])
    }
}
