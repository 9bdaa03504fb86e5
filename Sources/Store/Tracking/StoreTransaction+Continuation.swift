package import Domain
import GRDB

extension StoreReader {
    /// Nil when the job's run is not to be given again.
    package func continuation(ofRun row: RunRow) throws -> RunContinuation? {
        let statement = try database.cachedStatement(sql: "SELECT continuation FROM run WHERE id = ?")
        return try String.fetchOne(statement, arguments: [row.id]).flatMap(RunContinuation.init)
    }
}

extension StoreTransaction {
    package func setContinuation(_ continuation: RunContinuation?, ofRun row: RunRow) throws {
        try execute("UPDATE run SET continuation = ? WHERE id = ?", [continuation?.rawValue, row.id])
    }
}
