import Domain
import FoundationEssentials
import GRDB

/// The rows of one kind of versioned asset: models, data and environments keep their versions alike.
///
/// Version numbers come from a counter of their own, so that one is never given twice, whatever became of the asset
/// that had it. `sequence` is the order of creation, which is what `@latest` goes by.
struct AssetTable<Asset: Codable & Sendable>: Sendable {
    /// The table's name.
    let name: String
    /// What messages call one.
    let noun: String

    func create(in database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE \(name) (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                version TEXT NOT NULL,
                is_archived INTEGER NOT NULL DEFAULT 0,
                document BLOB NOT NULL,
                UNIQUE (workspace, name, version)
            );
            CREATE TABLE \(name)_counter (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                last INTEGER NOT NULL,
                PRIMARY KEY (workspace, name)
            );
            """)
    }

    /// The versions that were deleted: none is given a second time.
    func createDeleted(in database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE deleted_\(name) (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                version TEXT NOT NULL,
                PRIMARY KEY (workspace, name, version)
            ) WITHOUT ROWID;
            """)
    }

    /// The version a new asset gets: the one asked for, if nobody has or had it, or the next number. Moves the counter.
    /// Throws `alreadyExists`.
    func reserve(
        version asked: String?, of asset: String, in workspace: WorkspaceName, _ database: Database
    ) throws -> String {
        guard let asked else {
            let last = try last(of: asset, in: workspace, database)
            guard last < Self.largestVersion else {
                throw AtelierError(
                    .invalidState, "the versions of \(noun) \(asset) have come to \(last), and no next number is given",
                    hint: "name a version with --version", subject: "\(name) \(asset)")
            }
            var next = last + 1
            while try isTaken(asset, version: String(next), in: workspace, database) { next += 1 }
            try setLast(next, of: asset, in: workspace, database)
            return String(next)
        }
        guard try !exists(asset, version: asked, in: workspace, database) else {
            throw AtelierError(
                .alreadyExists, "\(noun) \(asset):\(asked) exists already; a version never changes",
                hint: "leave the version out to get the next number", subject: "\(name) \(asset):\(asked)")
        }
        guard try !wasDeleted(asset, version: asked, in: workspace, database) else {
            throw AtelierError(
                .alreadyExists, "\(noun) \(asset):\(asked) was deleted; a version is never given twice",
                hint: "leave the version out to get the next number", subject: "\(name) \(asset):\(asked)")
        }
        if let number = Int64(asked), try number > last(of: asset, in: workspace, database) {
            try setLast(number, of: asset, in: workspace, database)
        }
        return asked
    }

    /// Room enough to count on from, whatever number a person gives.
    private static var largestVersion: Int64 { 1 << 62 }

    func insert(
        _ asset: Asset, name assetName: String, version: String, in workspace: WorkspaceName, isArchived: Bool = false,
        _ database: Database
    ) throws {
        try database.execute(
            sql: "INSERT INTO \(name) (workspace, name, version, is_archived, document) VALUES (?, ?, ?, ?, ?)",
            arguments: [workspace.rawValue, assetName, version, isArchived, try Document.encode(asset)])
    }

    func update(
        _ asset: Asset, name assetName: String, version: String, in workspace: WorkspaceName, isArchived: Bool,
        _ database: Database
    ) throws {
        try database.execute(
            sql: "UPDATE \(name) SET is_archived = ?, document = ? WHERE workspace = ? AND name = ? AND version = ?",
            arguments: [isArchived, try Document.encode(asset), workspace.rawValue, assetName, version])
    }

    /// Removes the row, gives it as it was, and remembers that there was one.
    func delete(
        _ asset: String, version: String, in workspace: WorkspaceName, _ transaction: StoreTransaction
    ) throws -> [StoredRow] {
        let key: StatementArguments = [workspace.rawValue, asset, version]
        try transaction.database.execute(
            sql: "INSERT OR IGNORE INTO deleted_\(name) (workspace, name, version) VALUES (?, ?, ?)", arguments: key)
        return try transaction.take(from: name, where: "workspace = ? AND name = ? AND version = ?", key)
    }

    private func wasDeleted(
        _ asset: String, version: String, in workspace: WorkspaceName, _ database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM deleted_\(name) WHERE workspace = ? AND name = ? AND version = ?)",
            arguments: [workspace.rawValue, asset, version]) ?? false
    }

    private func isTaken(
        _ asset: String, version: String, in workspace: WorkspaceName, _ database: Database
    ) throws -> Bool {
        try exists(asset, version: version, in: workspace, database)
            || wasDeleted(asset, version: version, in: workspace, database)
    }

    func exists(
        _ asset: String, version: String, in workspace: WorkspaceName, _ database: Database
    ) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM \(name) WHERE workspace = ? AND name = ? AND version = ?)",
            arguments: [workspace.rawValue, asset, version]) ?? false
    }

    func find(
        _ asset: String, version: String, in workspace: WorkspaceName, _ database: Database
    ) throws -> Asset? {
        let row = try Row.fetchOne(
            database, sql: "SELECT * FROM \(name) WHERE workspace = ? AND name = ? AND version = ?",
            arguments: [workspace.rawValue, asset, version])
        return try row.map(decode)
    }

    /// The newest by creation that is not archived.
    func latest(of asset: String, in workspace: WorkspaceName, _ database: Database) throws -> Asset? {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT * FROM \(name) WHERE workspace = ? AND name = ? AND is_archived = 0
                ORDER BY sequence DESC LIMIT 1
                """,
            arguments: [workspace.rawValue, asset])
        return try row.map(decode)
    }

    /// Newest first; of one name, or of all. A record that cannot be read becomes a failure beside the others.
    func list(
        of asset: String?, in workspace: WorkspaceName, _ filter: ListFilter, _ database: Database
    ) throws -> Records<Asset> {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM \(name) WHERE workspace = :workspace AND (:name IS NULL OR name = :name)
                AND is_archived BETWEEN :least AND :most ORDER BY sequence DESC LIMIT :limit
                """,
            arguments: [
                "workspace": workspace.rawValue, "name": asset, "least": filter.archived == .only ? 1 : 0,
                "most": filter.archived == .excluded ? 0 : 1, "limit": filter.limit ?? -1,
            ])
        var records = Records<Asset>()
        for row in rows { records.add { try decode(row) } }
        return records
    }

    /// Every name there is, for "did you mean".
    func names(in workspace: WorkspaceName, _ database: Database) throws -> [String] {
        try String.fetchAll(
            database, sql: "SELECT DISTINCT name FROM \(name) WHERE workspace = ? ORDER BY name",
            arguments: [workspace.rawValue])
    }

    private func decode(_ row: Row) throws -> Asset {
        let subject = "\(name) \(row["name"] as String):\(row["version"] as String)"
        return try Document.decode(Asset.self, from: row["document"], of: subject)
    }

    private func last(of asset: String, in workspace: WorkspaceName, _ database: Database) throws -> Int64 {
        try Int64.fetchOne(
            database, sql: "SELECT last FROM \(name)_counter WHERE workspace = ? AND name = ?",
            arguments: [workspace.rawValue, asset]) ?? 0
    }

    private func setLast(
        _ last: Int64, of asset: String, in workspace: WorkspaceName, _ database: Database
    ) throws {
        try database.execute(
            sql: """
                INSERT INTO \(name)_counter (workspace, name, last) VALUES (?, ?, ?)
                ON CONFLICT (workspace, name) DO UPDATE SET last = excluded.last
                """,
            arguments: [workspace.rawValue, asset, last])
    }
}
