package import Domain
import FoundationEssentials
import GRDB

extension StoreReader {
    /// Throws `notFound` when there is no such endpoint in the workspace, `internal` when its row cannot be read.
    package func endpoint(_ name: EndpointName, in workspace: WorkspaceName) throws -> EndpointRecord {
        guard let record = try endpointRow(name, workspace)?.get() else {
            throw AtelierError(
                .notFound, "there is no online endpoint \(name) in workspace \(workspace)",
                hint: "list them with 'atelier online-endpoint list'", subject: "endpoint \(name)")
        }
        return record
    }

    /// The workspace that holds an endpoint of this name, whichever it is.
    package func workspace(ofEndpoint name: EndpointName) throws -> WorkspaceName? {
        try String.fetchOne(database, sql: "SELECT workspace FROM endpoint WHERE name = ?", arguments: [name.rawValue])
            .map { WorkspaceName($0) }
    }

    /// The endpoints of a workspace, or all of them, by name; a row that cannot be read is a failure in its place.
    package func endpoints(in workspace: WorkspaceName?) throws -> [Result<EndpointRecord, AtelierError>] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM endpoint WHERE ?1 IS NULL OR workspace = ?1 ORDER BY name",
            arguments: [workspace?.rawValue]
        ).map(Self.endpointRecord)
    }

    /// Throws `notFound` when the endpoint has no such deployment, `internal` when its row cannot be read.
    package func deployment(_ name: DeploymentName, of endpoint: EndpointName) throws -> DeploymentRecord {
        guard let record = try deploymentIfAny(name, of: endpoint) else {
            throw AtelierError(
                .notFound, "endpoint \(endpoint) has no deployment \(name)",
                hint: "list them with 'atelier online-deployment list --endpoint-name \(endpoint)'",
                subject: "deployment \(endpoint)/\(name)")
        }
        return record
    }

    package func deploymentIfAny(_ name: DeploymentName, of endpoint: EndpointName) throws -> DeploymentRecord? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM deployment WHERE endpoint = ? AND name = ?",
            arguments: [endpoint.rawValue, name.rawValue]
        ).map { try Self.deploymentRecord($0).get() }
    }

    /// The deployments of an endpoint, by name; a row that cannot be read is a failure in its place.
    package func deployments(of endpoint: EndpointName) throws -> [Result<DeploymentRecord, AtelierError>] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM deployment WHERE endpoint = ? ORDER BY name", arguments: [endpoint.rawValue]
        ).map(Self.deploymentRecord)
    }

    /// Every state the endpoint's traffic was in, oldest first.
    package func revisions(of endpoint: EndpointName) throws -> [EndpointRevision] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM endpoint_revision WHERE endpoint = ? ORDER BY number",
            arguments: [endpoint.rawValue]
        ).map { row in
            try Document.decode(
                EndpointRevision.self, from: row["document"],
                of: "revision \(row["number"] as Int) of endpoint \(endpoint)")
        }
    }

    private func endpointRow(
        _ name: EndpointName, _ workspace: WorkspaceName
    ) throws -> Result<EndpointRecord, AtelierError>? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM endpoint WHERE name = ? AND workspace = ?",
            arguments: [name.rawValue, workspace.rawValue]
        ).map(Self.endpointRecord)
    }

    private static func endpointRecord(_ row: Row) -> Result<EndpointRecord, AtelierError> {
        readable {
            EndpointRecord(
                endpoint: try Document.decode(
                    OnlineEndpoint.self, from: row["document"], of: "endpoint \(row["name"] as String)"),
                sealedKeys: row["keys"])
        }
    }

    private static func deploymentRecord(_ row: Row) -> Result<DeploymentRecord, AtelierError> {
        readable {
            try Document.decode(
                DeploymentRecord.self, from: row["document"],
                of: "deployment \(row["endpoint"] as String)/\(row["name"] as String)")
        }
    }

    private static func readable<Record>(_ read: () throws -> Record) -> Result<Record, AtelierError> {
        do {
            return .success(try read())
        } catch {
            return .failure(StoreFailure.translating(error))
        }
    }
}
