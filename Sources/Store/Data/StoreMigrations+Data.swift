import Domain
import GRDB

extension StoreMigrations {
    @Sendable static func createData(_ database: Database) throws {
        try DataAsset.table.create(in: database)
    }

    @Sendable static func rememberDeletedData(_ database: Database) throws {
        try DataAsset.table.createDeleted(in: database)
    }
}
