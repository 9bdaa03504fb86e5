import GRDB

extension StoreMigrations {
    /// Credentials are sealed by the engine: the database alone does not tell them.
    @Sendable static func createDatastores(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE datastore (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                document BLOB NOT NULL,
                credentials BLOB,
                PRIMARY KEY (workspace, name)
            ) WITHOUT ROWID;
            """)
    }
}
