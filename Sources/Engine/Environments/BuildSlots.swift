/// How many builds run at once; the others wait in line.
actor BuildSlots {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        free = count
    }

    /// Throws `CancellationError`, with no slot taken, when the task was cancelled while it waited.
    func acquire() async throws {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
        guard Task.isCancelled else { return }
        release()
        throw CancellationError()
    }

    func release() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
