import GRDB

/// Every change of the schema, oldest first. A migration that has been released is never edited.
enum StoreMigrations {
    static var all: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("events", migrate: createEvents)
        migrator.registerMigration("workspaces", migrate: createWorkspaces)
        migrator.registerMigration("compute", migrate: createCompute)
        migrator.registerMigration("jobs", migrate: createJobs)
        migrator.registerMigration("environments", migrate: createEnvironments)
        migrator.registerMigration("models", migrate: createModels)
        migrator.registerMigration("data", migrate: createData)
        migrator.registerMigration("endpoints", migrate: createEndpoints)
        migrator.registerMigration("tracking", migrate: createTracking)
        migrator.registerMigration("job list", migrate: listJobs)
        migrator.registerMigration("metric charts", migrate: chartMetrics)
        migrator.registerMigration("run continuation", migrate: addRunContinuation)
        migrator.registerMigration("compute drains", migrate: drainComputes)
        migrator.registerMigration("deleted models", migrate: rememberDeletedModels)
        migrator.registerMigration("deleted data", migrate: rememberDeletedData)
        migrator.registerMigration("deleted environments", migrate: rememberDeletedEnvironments)
        migrator.registerMigration("datastores", migrate: createDatastores)
        migrator.registerMigration("components", migrate: createComponents)
        migrator.registerMigration("job ranks", migrate: rankJobs)
        migrator.registerMigration("event kinds", migrate: indexEventKinds)
        migrator.registerMigration("trash", migrate: createTrash)
        migrator.registerMigration("searches", migrate: listSearches)
        return migrator
    }
}
