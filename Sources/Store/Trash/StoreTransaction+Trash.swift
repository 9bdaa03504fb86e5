import Domain
package import FoundationEssentials
import GRDB

extension StoreTransaction {
    package func keep(_ item: TrashItem) throws {
        let document = TrashDocument(removal: item.removal, folder: item.folder, places: item.places)
        try execute(
            """
            INSERT INTO trash (event, workspace, resource_kind, resource_name, expires_at, document)
            VALUES (?, ?, ?, ?, ?, ?)
            """,
            [
                item.event, item.workspace.rawValue, item.resource.kind, item.resource.name,
                item.expiresAt.timeIntervalSince1970, try Document.encode(document),
            ])
    }

    /// Puts the rows back as they were. Throws `conflict` when the name was taken meanwhile, or what the thing belongs
    /// to is gone.
    package func bringBack(_ item: TrashItem, at time: Date) throws {
        do {
            for row in item.removal.rows.reversed() { try insert(row) }
            for run in item.removal.runs { try show(run, in: item.workspace, at: time) }
        } catch let error as DatabaseError {
            throw Self.refusal(of: item, error)
        }
        try execute("DELETE FROM trash WHERE event = ?", [item.event])
    }

    /// Takes the last that was left of it, for good.
    package func forget(_ item: TrashItem) throws {
        for run in item.removal.runs { try deleteRun(run) }
        try execute("DELETE FROM trash WHERE event = ?", [item.event])
    }

    private static func refusal(of item: TrashItem, _ error: DatabaseError) -> any Error {
        let kind = item.resource.kind
        let what = "\(kind) \(item.resource.name.neutralised)"
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_FOREIGNKEY:
            return AtelierError(
                .conflict, "\(what) cannot come back: what it belongs to is not there any more",
                hint: "see 'atelier undo --list' for what can be brought back first", subject: what, cause: error)
        case .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_UNIQUE:
            return AtelierError(
                .conflict, "\(what) cannot come back: another \(kind) has its name by now",
                hint: "delete that one first, if nobody needs it", subject: what, cause: error)
        default:
            return error
        }
    }
}
