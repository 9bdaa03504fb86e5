import GRDB

extension StoreMigrations {
    /// Tables of other nouns refer to `workspace (name)` with `ON DELETE CASCADE`: what a workspace holds goes with it.
    @Sendable static func createWorkspaces(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE resource_group (
                name TEXT PRIMARY KEY NOT NULL,
                document BLOB NOT NULL
            );
            CREATE TABLE workspace (
                name TEXT PRIMARY KEY NOT NULL,
                resource_group TEXT NOT NULL REFERENCES resource_group (name),
                document BLOB NOT NULL
            );
            CREATE INDEX workspace_by_group ON workspace (resource_group);
            """)
    }
}
