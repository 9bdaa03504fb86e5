package import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    /// Throws `notFound` when there is no such endpoint in the workspace, `internal` when its row cannot be read.
    package func endpoint(_ name: EndpointName, in workspace: WorkspaceName) throws -> EndpointRecord {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM endpoint WHERE name = ? AND workspace = ?",
            arguments: [name.rawValue, workspace.rawValue])
        guard let row else {
            throw AtelierError(
                .notFound, "there is no online endpoint '\(name.rawValue.neutralised)' in workspace '\(workspace)'",
                hint: "list them with 'atelier online-endpoint list'", subject: "endpoint \(name)")
        }
        return try EndpointRecord(row)
    }

    /// The workspace that holds an endpoint of this name, whichever it is.
    package func workspace(ofEndpoint name: EndpointName) throws -> WorkspaceName? {
        try String.fetchOne(database, sql: "SELECT workspace FROM endpoint WHERE name = ?", arguments: [name.rawValue])
            .map { WorkspaceName($0) }
    }

    /// By name; all of them, or those of one workspace.
    package func endpoints(in workspace: WorkspaceName? = nil) throws -> Records<EndpointRecord> {
        var records = Records<EndpointRecord>()
        let rows = try Row.fetchCursor(
            database, sql: "SELECT * FROM endpoint WHERE ?1 IS NULL OR workspace = ?1 ORDER BY name",
            arguments: [workspace?.rawValue])
        while let row = try rows.next() { records.add { try EndpointRecord(row) } }
        return records
    }

    /// Throws `notFound` when the endpoint has no such deployment, `internal` when its row cannot be read.
    package func deployment(_ name: DeploymentName, of endpoint: EndpointName) throws -> DeploymentRecord {
        guard let record = try deploymentIfAny(name, of: endpoint) else {
            throw AtelierError(
                .notFound, "endpoint '\(endpoint)' has no deployment '\(name.rawValue.neutralised)'",
                hint: "list them with 'atelier online-deployment list --endpoint-name \(endpoint)'",
                subject: "deployment \(endpoint)/\(name)")
        }
        return record
    }

    package func deploymentIfAny(_ name: DeploymentName, of endpoint: EndpointName) throws -> DeploymentRecord? {
        try document(
            DeploymentRecord.self, sql: "SELECT document FROM deployment WHERE endpoint = ? AND name = ?",
            [endpoint.rawValue, name.rawValue], subject: "deployment \(endpoint)/\(name)")
    }

    /// The deployments of an endpoint, by name.
    package func deployments(of endpoint: EndpointName) throws -> Records<DeploymentRecord> {
        try documents(
            DeploymentRecord.self, noun: "deployment",
            sql: "SELECT endpoint || '/' || name, document FROM deployment WHERE endpoint = ? ORDER BY name",
            [endpoint.rawValue])
    }

    /// Every state the endpoint's traffic was in, oldest first.
    package func revisions(of endpoint: EndpointName) throws -> Records<EndpointRevision> {
        try documents(
            EndpointRevision.self, noun: "traffic revision",
            sql: """
                SELECT endpoint || ' ' || number, document FROM endpoint_revision WHERE endpoint = ? ORDER BY number
                """,
            [endpoint.rawValue])
    }
}

extension EndpointRecord {
    fileprivate init(_ row: Row) throws {
        self.init(
            endpoint: try Document.decode(
                OnlineEndpoint.self, from: row["document"], of: "endpoint \(row["name"] as String)"),
            sealedKeys: row["keys"])
    }
}
