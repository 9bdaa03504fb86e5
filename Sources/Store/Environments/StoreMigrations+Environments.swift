import GRDB

extension StoreMigrations {
    @Sendable static func createEnvironments(_ database: Database) throws {
        try StoreReader.environments.create(in: database)
    }
}
