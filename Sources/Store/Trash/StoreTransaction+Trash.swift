package import Domain
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
            if let run = item.removal.run { try show(run, in: item.workspace, at: time) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            throw Self.refusal(of: item, error)
        }
        try execute("DELETE FROM trash WHERE event = ?", [item.event])
    }

    /// Takes the last that was left of it, for good.
    package func forget(_ item: TrashItem) throws {
        if let run = item.removal.run { try deleteRun(run) }
        try execute("DELETE FROM trash WHERE event = ?", [item.event])
    }

    private static func refusal(of item: TrashItem, _ error: DatabaseError) -> AtelierError {
        let (kind, name) = (item.resource.kind, item.resource.name.neutralised)
        let what = "\(kind) \(name)"
        guard error.extendedResultCode != .SQLITE_CONSTRAINT_FOREIGNKEY else {
            return AtelierError(
                .conflict, "\(what) cannot come back: what it belongs to is not there any more",
                hint: "see 'atelier undo --list' for what can be brought back first", subject: what, cause: error)
        }
        return AtelierError(
            .conflict, "\(what) cannot come back: another \(kind) has its name by now",
            hint: "delete that one first, if nobody needs it", subject: what, cause: error)
    }
}
