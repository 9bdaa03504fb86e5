import GRDB

extension StoreMigrations {
    /// `sequence` is the order of submission: the queue, and the order of listings. A job is an MLflow run of the same
    /// id, so its name is unique on the box, not only in its workspace.
    @Sendable static func createJobs(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE job (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                experiment TEXT NOT NULL,
                compute TEXT NOT NULL,
                status TEXT NOT NULL,
                is_final INTEGER NOT NULL,
                is_archived INTEGER NOT NULL,
                document BLOB NOT NULL
            );
            CREATE INDEX job_by_workspace ON job (workspace, sequence);
            CREATE INDEX job_unfinished ON job (sequence) WHERE is_final = 0;
            """)
    }
}
