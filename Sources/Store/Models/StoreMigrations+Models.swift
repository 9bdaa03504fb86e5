import Domain
import GRDB

extension StoreMigrations {
    @Sendable static func createModels(_ database: Database) throws {
        try ModelVersion.table.create(in: database)
    }

    @Sendable static func rememberDeletedModels(_ database: Database) throws {
        try ModelVersion.table.createDeleted(in: database)
    }
}
