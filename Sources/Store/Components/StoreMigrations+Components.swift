import Domain
import GRDB

extension StoreMigrations {
    @Sendable static func createComponents(_ database: Database) throws {
        try Component.table.create(in: database)
        try Component.table.createDeleted(in: database)
    }
}
