package import Domain

/// What a listing found: the records it could read, and an error for each it could not. Those are reported and left
/// as they are, never deleted.
package struct Records<Value: Sendable>: Sendable {
    package var values: [Value]
    package var unreadable: [AtelierError]

    package init(values: [Value] = [], unreadable: [AtelierError] = []) {
        self.values = values
        self.unreadable = unreadable
    }

    /// Adds what `read` returns, or its error.
    mutating func add(_ read: () throws -> Value) {
        do {
            values.append(try read())
        } catch {
            unreadable.append(StoreFailure.translating(error))
        }
    }
}
