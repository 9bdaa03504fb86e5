import LinuxSystem
import Synchronization

/// Work that takes long and looks from time to time whether anybody still waits for it.
enum CancellableWork {
    static func run<Result: Sendable>(_ work: @escaping @Sendable (StopSign) throws -> Result) async throws -> Result {
        let stop = StopSign()
        return try await withTaskCancellationHandler {
            try await BlockingWork.run { try work(stop) }
        } onCancel: {
            stop.set()
        }
    }
}

/// Set by whoever does not want the result any more.
final class StopSign: Sendable {
    private let flag = Atomic(false)

    func set() { flag.store(true, ordering: .relaxed) }

    func check() throws(CancellationError) {
        if flag.load(ordering: .relaxed) { throw CancellationError() }
    }
}
