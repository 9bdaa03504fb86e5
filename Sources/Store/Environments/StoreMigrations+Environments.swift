import Domain
import GRDB

extension StoreMigrations {
    @Sendable static func createEnvironments(_ database: Database) throws {
        try EnvironmentAsset.table.create(in: database)
    }

    @Sendable static func rememberDeletedEnvironments(_ database: Database) throws {
        try EnvironmentAsset.table.createDeleted(in: database)
    }
}
