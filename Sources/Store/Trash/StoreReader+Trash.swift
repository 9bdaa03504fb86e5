package import Domain
package import FoundationEssentials
import GRDB

extension StoreReader {
    /// What can be brought back, newest first; of one workspace, or of all.
    package func trash(in workspace: WorkspaceName? = nil) throws -> Records<TrashItem> {
        try items("(?1 IS NULL OR workspace = ?1)", [workspace?.rawValue])
    }

    /// What has been there for long enough.
    package func trash(expiredAt time: Date) throws -> Records<TrashItem> {
        try items("expires_at <= ?", [time.timeIntervalSince1970])
    }

    /// Nil when the deletion is undone, or too long ago. Throws `internal` when the record cannot be read.
    package func trashItem(_ event: Int64) throws -> TrashItem? {
        try only(items("event = ?", [event]))
    }

    /// The last one of that name.
    package func trashItem(about resource: ResourceReference) throws -> TrashItem? {
        try only(items(
            "workspace = ? AND resource_kind = ? AND resource_name = ?",
            [resource.workspace?.rawValue, resource.kind, resource.name]))
    }

    /// The deletion of a search that took a trial along.
    package func trashItem(withTrial name: JobName, in workspace: WorkspaceName) throws -> TrashItem? {
        try trash(in: workspace).values.first { item in
            item.removal.rows.contains { $0.table == "job" && $0.columns["name"] == .text(name.rawValue) }
        }
    }

    /// The deployments that may come back, alone or with their endpoint: what they need is needed.
    package func deletedDeployments(in workspace: WorkspaceName) throws -> [DeploymentRecord] {
        try trash(in: workspace).values.flatMap(\.removal.rows).filter { $0.table == "deployment" }
            .compactMap(\.document).map { try Document.decode(DeploymentRecord.self, from: $0, of: "a deleted deployment") }
    }

    private func only(_ records: Records<TrashItem>) throws -> TrashItem? {
        if let error = records.unreadable.first { throw error }
        return records.values.first
    }

    private func items(_ condition: String, _ arguments: StatementArguments) throws -> Records<TrashItem> {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM trash WHERE \(condition) ORDER BY event DESC", arguments: arguments)
        var records = Records<TrashItem>()
        for row in rows { records.add { try TrashItem(row: row) } }
        return records
    }
}

/// What of an item no query asks for.
struct TrashDocument: Codable {
    let removal: Removal
    let folder: String
    let places: [String]
}

extension TrashItem {
    fileprivate init(row: Row) throws {
        let event: Int64 = row["event"], workspace = WorkspaceName(row["workspace"] as String)
        let document = try Document.decode(
            TrashDocument.self, from: row["document"], of: "what event \(event) deleted")
        self.init(
            event: event,
            resource: ResourceReference(kind: row["resource_kind"], name: row["resource_name"], workspace: workspace),
            workspace: workspace, expiresAt: Date(timeIntervalSince1970: row["expires_at"]), removal: document.removal,
            folder: document.folder, places: document.places)
    }
}
