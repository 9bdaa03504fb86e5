import GRDB

extension StoreMigrations {
    /// What was deleted, whole, beside the tables it was in: no query has to know of it. `event` is the deletion, or the
    /// first of them, where it was undone and done again.
    @Sendable static func createTrash(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE trash (
                event INTEGER PRIMARY KEY,
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                resource_kind TEXT NOT NULL,
                resource_name TEXT NOT NULL,
                expires_at REAL NOT NULL,
                document BLOB NOT NULL
            );
            CREATE INDEX trash_by_workspace ON trash (workspace, resource_kind, resource_name);
            """)
    }
}
