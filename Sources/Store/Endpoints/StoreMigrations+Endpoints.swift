import GRDB

extension StoreMigrations {
    /// An endpoint's name is unique on the box: its address has no workspace in it.
    @Sendable static func createEndpoints(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE endpoint (
                name TEXT PRIMARY KEY NOT NULL,
                workspace TEXT NOT NULL REFERENCES workspace (name),
                document BLOB NOT NULL,
                keys BLOB NOT NULL
            );
            CREATE INDEX endpoint_by_workspace ON endpoint (workspace);
            CREATE TABLE deployment (
                endpoint TEXT NOT NULL REFERENCES endpoint (name),
                name TEXT NOT NULL,
                document BLOB NOT NULL,
                PRIMARY KEY (endpoint, name)
            ) WITHOUT ROWID;
            CREATE TABLE endpoint_revision (
                endpoint TEXT NOT NULL REFERENCES endpoint (name),
                number INTEGER NOT NULL,
                document BLOB NOT NULL,
                PRIMARY KEY (endpoint, number)
            ) WITHOUT ROWID;
            """)
    }
}
