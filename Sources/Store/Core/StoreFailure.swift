package import Domain
import GRDB

/// Turns SQLite's errors into ones a person can act on.
package enum StoreFailure {
    static func opening(path: String, _ error: any Error) -> AtelierError {
        guard let database = error as? DatabaseError else { return translating(error) }
        switch database.resultCode {
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
            return AtelierError(
                .unavailable, "cannot write the database \(path)",
                hint: "check the permissions of its folder", cause: database)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return AtelierError(
                .internal, "the database \(path) is damaged",
                hint: "keep a copy of it, then restore a backup", cause: database)
        default:
            return translating(error)
        }
    }

    /// Passes an `AtelierError` through; names full and failing disks; hides the rest behind `internal`.
    package static func translating(_ error: any Error) -> AtelierError {
        if let error = error as? AtelierError { return error }
        guard let database = error as? DatabaseError else {
            return AtelierError(.internal, "the store failed", hint: "see 'atelier engine logs'", cause: error)
        }
        switch database.resultCode {
        case .SQLITE_FULL:
            return AtelierError(
                .unavailable, "the disk is full, nothing was written", hint: "free some space and try again",
                cause: database)
        case .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN:
            return AtelierError(
                .unavailable, "the disk refused a write, nothing was changed",
                hint: "check the disk and the permissions of ATELIER_HOME", cause: database)
        default:
            return AtelierError(.internal, "the store failed", hint: "see 'atelier engine logs'", cause: database)
        }
    }
}
