import GRDB

extension StoreMigrations {
    @Sendable static func createCompute(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE compute (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                name TEXT NOT NULL,
                document BLOB NOT NULL,
                PRIMARY KEY (workspace, name)
            );
            """)
    }
}
