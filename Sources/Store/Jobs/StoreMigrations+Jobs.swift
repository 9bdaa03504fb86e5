import Domain
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

    /// What a list shows gets columns of its own, so that a page of jobs is read without decoding their documents; the
    /// document is last, where a row that is too long for its page begins to cost. `place` is the order of the queue,
    /// which people may change; times are seconds since 1970.
    @Sendable static func listJobs(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE listed_job (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                workspace TEXT NOT NULL REFERENCES workspace (name) ON DELETE CASCADE,
                experiment TEXT NOT NULL,
                compute TEXT NOT NULL,
                status TEXT NOT NULL,
                is_final INTEGER NOT NULL,
                is_archived INTEGER NOT NULL,
                place INTEGER NOT NULL,
                display_name TEXT NOT NULL,
                reason TEXT,
                exit_code INTEGER,
                node TEXT,
                created_at REAL NOT NULL,
                created_by TEXT NOT NULL,
                started_at REAL,
                ended_at REAL,
                tags TEXT NOT NULL,
                document BLOB NOT NULL
            );
            INSERT INTO listed_job
            SELECT sequence, name, workspace, experiment, compute, status, is_final, is_archived, sequence,
                coalesce(text ->> 'displayName', name), text ->> 'reason', text ->> 'exitCode', text ->> 'node',
                coalesce(text ->> '$.creation.createdAt', 0) + 978307200, coalesce(text ->> '$.creation.createdBy', ''),
                (text ->> 'startedAt') + 978307200, (text ->> 'endedAt') + 978307200,
                coalesce(text -> '$.spec.tags', '{}'), document
            FROM (SELECT *, CASE WHEN json_valid(CAST(document AS TEXT)) THEN CAST(document AS TEXT) ELSE '{}' END AS text
                FROM job);
            DROP TABLE job;
            ALTER TABLE listed_job RENAME TO job;
            CREATE INDEX job_by_workspace ON job (workspace, sequence);
            CREATE INDEX job_listed ON job (workspace, is_archived, sequence);
            CREATE INDEX job_by_status ON job (status, workspace);
            CREATE INDEX job_unfinished ON job (place) WHERE is_final = 0;
            CREATE INDEX job_queue ON job (workspace, compute, place) WHERE status = 'Queued';
            """)
    }

    /// The queue goes by rank first, and by place among those of one rank. What belongs to another job is found by it.
    /// Neither column is read but through its index: they lie behind the document.
    @Sendable static func rankJobs(_ database: Database) throws {
        try database.execute(sql: """
            ALTER TABLE job ADD COLUMN queue_rank INTEGER NOT NULL DEFAULT \(QueueSettings.usualRank);
            ALTER TABLE job ADD COLUMN parent TEXT;
            DROP INDEX job_unfinished;
            DROP INDEX job_queue;
            CREATE INDEX job_unfinished ON job (queue_rank DESC, place) WHERE is_final = 0;
            CREATE INDEX job_queue ON job (workspace, compute, queue_rank DESC, place) WHERE status = 'Queued';
            CREATE INDEX job_by_parent ON job (workspace, parent, sequence) WHERE parent IS NOT NULL;
            """)
    }

    /// Which jobs are searches and how many trials they may have (`sweep 30`). Read through its index alone, as the columns of
    /// `rankJobs` are; trials are counted by theirs, which knows their status for that.
    @Sendable static func listSearches(_ database: Database) throws {
        try database.execute(sql: """
            ALTER TABLE job ADD COLUMN search TEXT;
            CREATE INDEX job_search ON job (workspace, sequence, search) WHERE search IS NOT NULL;
            DROP INDEX job_by_parent;
            CREATE INDEX job_by_parent ON job (workspace, parent, sequence, is_final) WHERE parent IS NOT NULL;
            """)
    }
}
