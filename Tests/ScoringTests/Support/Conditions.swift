import Synchronization

@testable import Scoring

/// Collects what a pool says about itself, and lets a test wait for it.
final class Conditions: Sendable {
    private let stream: AsyncStream<PoolCondition>
    private let continuation: AsyncStream<PoolCondition>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    var observer: @Sendable (PoolCondition) -> Void {
        { [continuation] condition in continuation.yield(condition) }
    }

    /// Returns at the next condition that is wanted. One task at a time.
    func wait(for wanted: (PoolCondition) -> Bool) async {
        for await condition in stream where wanted(condition) { return }
    }
}
