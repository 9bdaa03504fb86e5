import Domain
import GRDB
package import Logging
import Synchronization

/// The engine's database: SQLite in WAL mode with `synchronous=FULL`, so that an answered write is on disk.
///
/// Writes go through one queue. Whatever waits when the writer is free is committed together (group commit): each
/// piece of work runs in a savepoint of its own, and everybody is answered after the one commit.
package final class Store: Sendable {
    private let pool: DatabasePool
    private let logger: Logger
    private let pending = Mutex(PendingWrites())

    /// Opens and migrates the database. Only the holder of the engine's lock may call this.
    package init(path: String, logger: Logger) throws {
        self.logger = logger
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // 8 MB of pages a connection: a search over thousands of runs reads them from memory.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON; PRAGMA cache_size = -8000")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // Only now: GRDB itself sets NORMAL when it turns WAL on, which loses answered writes in a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try StoreMigrations.all.migrate(pool)
        } catch {
            throw StoreFailure.opening(path: path, error)
        }
    }

    /// Runs `body` in a transaction and returns after it is on disk. Throws what `body` throws (nothing is written
    /// then), or `unavailable` when the disk is full or failing.
    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (StoreTransaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(body: body, continuation: continuation)
            let mustStart = pending.withLock { $0.enqueue(write) }
            if mustStart { drain() }
        }
    }

    /// Runs `body` on a consistent snapshot, off the caller's thread.
    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (StoreReader) throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.read { try body(StoreReader($0)) }
        } catch {
            throw StoreFailure.translating(error)
        }
    }

    /// The writer's `PRAGMA synchronous`; 2 is FULL.
    var synchronousLevel: Int? {
        get async throws {
            try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        }
    }

    /// Closes the database; later calls throw.
    package func close() throws {
        try pool.close()
    }

    private func drain() {
        pool.asyncWriteWithoutTransaction { [self] database in
            while let batch = pending.withLock({ $0.takeBatch() }) {
                commit(batch, in: database)
            }
        }
    }

    private func commit(_ batch: [any AnyPendingWrite], in database: Database) {
        do {
            try database.inTransaction(.immediate) {
                for write in batch { write.run(in: database) }
                return .commit
            }
            for write in batch { write.succeed() }
        } catch {
            logger.error("commit failed", metadata: ["error": "\(error)", "writes": "\(batch.count)"])
            let failure = StoreFailure.translating(error)
            for write in batch { write.fail(failure) }
        }
    }
}

/// The writes that wait for the writer.
private struct PendingWrites: Sendable {
    private var queue: [any AnyPendingWrite] = []
    private var isDraining = false

    /// Returns whether the caller must start the writer.
    mutating func enqueue(_ write: any AnyPendingWrite) -> Bool {
        queue.append(write)
        defer { isDraining = true }
        return !isDraining
    }

    /// The next batch, or nil when there is none and the writer may rest.
    mutating func takeBatch() -> [any AnyPendingWrite]? {
        guard !queue.isEmpty else {
            isDraining = false
            return nil
        }
        let batch = Array(queue.prefix(Self.batchLimit))
        queue.removeFirst(batch.count)
        return batch
    }

    private static let batchLimit = 512
}
