import GRDB

extension StoreMigrations {
    @Sendable static func createData(_ database: Database) throws {
        try StoreReader.data.create(in: database)
    }
}
