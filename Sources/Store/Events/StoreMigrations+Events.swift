import GRDB

extension StoreMigrations {
    @Sendable static func createEvents(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE event (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                at REAL NOT NULL,
                by TEXT NOT NULL,
                kind TEXT NOT NULL,
                resource_kind TEXT NOT NULL,
                resource_name TEXT NOT NULL,
                workspace TEXT,
                message TEXT,
                before BLOB,
                after BLOB
            );
            CREATE INDEX event_by_resource ON event (resource_kind, resource_name, sequence);
            """)
    }

    /// Events of one kind stand in their own order: a rare one among a million is there in less than a millisecond.
    @Sendable static func indexEventKinds(_ database: Database) throws {
        try database.execute(sql: "CREATE INDEX event_by_kind ON event (kind)")
    }
}
