import Dispatch
import LinuxSystem

extension BlockingWork {
    /// Calls `body` for every index on several threads and returns the results in order. Called inside `run`.
    static func map<Value: Sendable>(count: Int, _ body: @Sendable (Int) throws -> Value) throws -> [Value] {
        guard count > 1 else { return try (0..<count).map(body) }
        let results = Slots<Result<Value, any Error>>(count: count)
        DispatchQueue.concurrentPerform(iterations: count) { index in
            results.set(Result { try body(index) }, at: index)
        }
        return try results.values.map { try $0.get() }
    }
}
