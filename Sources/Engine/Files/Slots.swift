import Synchronization

/// One place for each of a number of parallel results.
final class Slots<Value: Sendable>: Sendable {
    private let storage: Mutex<[Value?]>

    init(count: Int) {
        storage = Mutex(Array(repeating: nil, count: count))
    }

    func set(_ value: Value, at index: Int) {
        storage.withLock { $0[index] = value }
    }

    /// What was set, in order.
    var values: [Value] {
        storage.withLock { $0.compactMap(\.self) }
    }
}
