import Dispatch

/// Work that blocks its thread (files, hashing, waiting) runs here: the cooperative pool has only as many threads as
/// the box has cores, and one that blocks stalls everybody.
package enum BlockingWork {
    private static let queue = DispatchQueue(label: "atelier.blocking", attributes: .concurrent)

    package static func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
