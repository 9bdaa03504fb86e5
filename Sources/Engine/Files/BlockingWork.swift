import Dispatch

/// Work that blocks (walking, hashing and copying files, waiting for a program) runs on a queue of its own: the
/// cooperative pool has only as many threads as cores.
enum BlockingWork {
    private static let queue = DispatchQueue(label: "atelier.blocking", attributes: .concurrent)

    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result { try body() })
            }
        }
    }
}
