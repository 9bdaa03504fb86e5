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

    /// Apart from the computes, since the built-in one has no record. An empty node stands for all of the compute.
    @Sendable static func drainComputes(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE compute_drain (
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                compute TEXT NOT NULL,
                node TEXT NOT NULL,
                PRIMARY KEY (workspace, compute, node)
            ) WITHOUT ROWID;
            """)
    }
}
