import GRDB

extension StoreMigrations {
    @Sendable static func createModels(_ database: Database) throws {
        try StoreReader.models.create(in: database)
    }

    /// The versions that were deleted: none is given a second time.
    @Sendable static func rememberDeletedModels(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE deleted_model (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                version TEXT NOT NULL,
                PRIMARY KEY (workspace, name, version)
            ) WITHOUT ROWID;
            """)
    }
}
