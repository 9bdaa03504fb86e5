package import Domain
import GRDB

extension StoreTransaction {
    package func insert(_ record: EndpointRecord) throws {
        let endpoint = record.endpoint
        try database.execute(
            sql: "INSERT INTO endpoint (name, workspace, document, keys) VALUES (?, ?, ?, ?)",
            arguments: [
                endpoint.name.rawValue, endpoint.workspace.rawValue, try Document.encode(endpoint), record.sealedKeys,
            ])
    }

    package func update(_ record: EndpointRecord) throws {
        try database.execute(
            sql: "UPDATE endpoint SET document = ?, keys = ? WHERE name = ?",
            arguments: [try Document.encode(record.endpoint), record.sealedKeys, record.endpoint.name.rawValue])
    }

    /// Removes an endpoint with its deployments and revisions and gives them as they were, its keys sealed.
    package func removeEndpoint(_ name: EndpointName) throws -> [StoredRow] {
        var rows: [StoredRow] = []
        for table in ["deployment", "endpoint_revision"] {
            rows += try take(from: table, where: "endpoint = ?", [name.rawValue])
        }
        return rows + (try take(from: "endpoint", where: "name = ?", [name.rawValue]))
    }

    /// Inserts or replaces.
    package func save(_ record: DeploymentRecord) throws {
        try database.execute(
            sql: """
                INSERT INTO deployment (endpoint, name, document) VALUES (?, ?, ?)
                ON CONFLICT (endpoint, name) DO UPDATE SET document = excluded.document
                """,
            arguments: [
                record.deployment.endpoint.rawValue, record.deployment.name.rawValue, try Document.encode(record),
            ])
    }

    /// Removes the row and gives it as it was.
    package func removeDeployment(_ name: DeploymentName, of endpoint: EndpointName) throws -> [StoredRow] {
        try take(from: "deployment", where: "endpoint = ? AND name = ?", [endpoint.rawValue, name.rawValue])
    }

    package func insert(_ revision: EndpointRevision) throws {
        try database.execute(
            sql: "INSERT INTO endpoint_revision (endpoint, number, document) VALUES (?, ?, ?)",
            arguments: [revision.endpoint.rawValue, revision.number, try Document.encode(revision)])
    }
}
