import GRDB

extension StoreMigrations {
    /// Runs have a small integer of their own that the tables of what was logged refer to. A series is one metric of
    /// one run: it carries the latest point, so that neither a page of runs nor a search reads any history.
    @Sendable static func createTracking(_ database: Database) throws {
        try database.execute(sql: """
            CREATE TABLE experiment (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                workspace TEXT NOT NULL,
                name TEXT NOT NULL,
                artifact_location TEXT,
                stage TEXT NOT NULL DEFAULT 'active',
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                UNIQUE (workspace, name)
            );
            CREATE TABLE experiment_tag (
                experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (experiment, key)
            ) WITHOUT ROWID;

            CREATE TABLE run (
                id INTEGER PRIMARY KEY,
                run_id TEXT NOT NULL UNIQUE,
                experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
                name TEXT NOT NULL,
                user TEXT NOT NULL,
                status TEXT NOT NULL,
                start_time INTEGER,
                end_time INTEGER,
                stage TEXT NOT NULL DEFAULT 'active',
                artifact_uri TEXT NOT NULL,
                is_job INTEGER NOT NULL DEFAULT 0,
                job TEXT
            );
            CREATE INDEX run_by_experiment ON run (experiment, stage, start_time DESC, run_id);
            CREATE TABLE run_parameter (
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (run, key)
            ) WITHOUT ROWID;
            CREATE TABLE run_tag (
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (run, key)
            ) WITHOUT ROWID;

            CREATE TABLE metric_series (
                id INTEGER PRIMARY KEY,
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                key TEXT NOT NULL,
                step INTEGER NOT NULL,
                timestamp INTEGER NOT NULL,
                value REAL NOT NULL,
                is_nan INTEGER NOT NULL
            );
            CREATE INDEX metric_series_by_run ON metric_series (run, key, value, is_nan);
            CREATE TABLE metric_point (
                series INTEGER NOT NULL,
                step INTEGER NOT NULL,
                timestamp INTEGER NOT NULL,
                value REAL NOT NULL,
                is_nan INTEGER NOT NULL,
                PRIMARY KEY (series, step, timestamp, value, is_nan)
            ) WITHOUT ROWID;
            CREATE TABLE metric_bucket (
                series INTEGER NOT NULL,
                width INTEGER NOT NULL,
                bucket INTEGER NOT NULL,
                minimum REAL NOT NULL,
                maximum REAL NOT NULL,
                sum REAL NOT NULL,
                count INTEGER NOT NULL,
                step INTEGER NOT NULL,
                timestamp INTEGER NOT NULL,
                value REAL NOT NULL,
                PRIMARY KEY (series, width, bucket)
            ) WITHOUT ROWID;

            CREATE TABLE dataset (
                id INTEGER PRIMARY KEY,
                experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
                name TEXT NOT NULL,
                digest TEXT NOT NULL,
                source_type TEXT NOT NULL,
                source TEXT NOT NULL,
                schema TEXT,
                profile TEXT,
                UNIQUE (experiment, name, digest)
            );
            CREATE TABLE run_dataset (
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                dataset INTEGER NOT NULL REFERENCES dataset,
                context TEXT,
                tags BLOB NOT NULL,
                PRIMARY KEY (run, dataset)
            ) WITHOUT ROWID;

            CREATE TABLE logged_model (
                id INTEGER PRIMARY KEY,
                model_id TEXT NOT NULL UNIQUE,
                experiment INTEGER NOT NULL REFERENCES experiment ON DELETE CASCADE,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                status TEXT NOT NULL,
                status_message TEXT,
                source_run TEXT,
                artifact_uri TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                stage TEXT NOT NULL DEFAULT 'active',
                job TEXT
            );
            CREATE INDEX logged_model_by_experiment ON logged_model (experiment, stage, created_at);
            CREATE TABLE logged_model_parameter (
                model INTEGER NOT NULL REFERENCES logged_model ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (model, key)
            ) WITHOUT ROWID;
            CREATE TABLE logged_model_tag (
                model INTEGER NOT NULL REFERENCES logged_model ON DELETE CASCADE,
                key TEXT NOT NULL,
                value TEXT NOT NULL,
                PRIMARY KEY (model, key)
            ) WITHOUT ROWID;
            CREATE TABLE logged_model_metric (
                model INTEGER NOT NULL REFERENCES logged_model ON DELETE CASCADE,
                key TEXT NOT NULL,
                dataset_name TEXT NOT NULL,
                dataset_digest TEXT NOT NULL,
                run TEXT NOT NULL,
                step INTEGER NOT NULL,
                timestamp INTEGER NOT NULL,
                value REAL NOT NULL,
                is_nan INTEGER NOT NULL,
                PRIMARY KEY (model, key, dataset_name, dataset_digest)
            ) WITHOUT ROWID;
            CREATE TABLE run_model (
                run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
                model_id TEXT NOT NULL,
                is_output INTEGER NOT NULL,
                step INTEGER NOT NULL,
                PRIMARY KEY (run, model_id, is_output, step)
            ) WITHOUT ROWID;

            INSERT INTO experiment (id, workspace, name, created_at, updated_at)
            VALUES (0, 'default', 'Default', unixepoch() * 1000, unixepoch() * 1000);
            """)
    }

    /// What live charts need: how many points a series has, which series of a run was logged to last, and the points
    /// that are not numbers, which no bucket knows of.
    @Sendable static func chartMetrics(_ database: Database) throws {
        try database.execute(sql: """
            ALTER TABLE metric_series ADD COLUMN points INTEGER NOT NULL DEFAULT 0;
            UPDATE metric_series
            SET points = (SELECT count(*) FROM metric_point WHERE series = metric_series.id);
            ALTER TABLE run ADD COLUMN last_series INTEGER;
            UPDATE run SET last_series = (
                SELECT id FROM metric_series WHERE run = run.id ORDER BY timestamp DESC, id DESC LIMIT 1);
            CREATE INDEX metric_point_gap ON metric_point (series, step, timestamp) WHERE is_nan = 1;
            """)
    }

    /// Whether the job's run may be given again for one that a script opens without being told to.
    @Sendable static func addRunContinuation(_ database: Database) throws {
        try database.execute(sql: "ALTER TABLE run ADD COLUMN continuation TEXT")
    }
}
