import GRDB
import Synchronization

/// One write waiting for its commit, with its value's type hidden.
protocol AnyPendingWrite: Sendable {
    /// Does the work in a savepoint; a failure rolls back this work alone.
    func run(in database: Database)
    func succeed()
    func fail(_ error: any Error)
}

final class PendingWrite<Value: Sendable>: AnyPendingWrite {
    private let body: @Sendable (StoreTransaction) throws -> Value
    private let continuation: CheckedContinuation<Value, any Error>
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(
        body: @escaping @Sendable (StoreTransaction) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.continuation = continuation
    }

    func run(in database: Database) {
        var value: Value?
        do {
            try database.inSavepoint {
                value = try body(StoreTransaction(database))
                return .commit
            }
            if let value { store(.success(value)) }
        } catch {
            store(.failure(StoreFailure.translating(error)))
        }
    }

    func succeed() {
        guard let result = outcome.withLock({ $0 }) else { return }
        continuation.resume(with: result)
    }

    func fail(_ error: any Error) {
        // Work that failed on its own account keeps its own error.
        if case .failure(let own) = outcome.withLock({ $0 }) {
            continuation.resume(throwing: own)
        } else {
            continuation.resume(throwing: error)
        }
    }

    private func store(_ result: Result<Value, any Error>) {
        outcome.withLock { $0 = result }
    }
}
