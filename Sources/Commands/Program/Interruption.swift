import Dispatch
import Glibc

/// Ctrl-C while something is watched: the watching ends, not the program.
enum Interruption {
    struct Interrupted: Error {}

    /// Runs `work`, and cancels it when the user interrupts. Throws `Interrupted` then.
    static func cancelling<Value: Sendable>(
        _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        signal(SIGINT, SIG_IGN)
        let task = Task { try await work() }
        let source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler { @Sendable in task.cancel() }
        source.resume()
        defer {
            source.cancel()
            signal(SIGINT, SIG_DFL)
        }
        do {
            return try await task.value
        } catch {
            if task.isCancelled { throw Interrupted() }
            throw error
        }
    }
}
