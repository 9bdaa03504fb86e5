import GRDB

extension StoreMigrations {
    @Sendable static func createModels(_ database: Database) throws {
        try StoreReader.models.create(in: database)
    }
}
