package import Glibc

/// A process group, named by the pid of its leader. It outlives the leader as long as one member runs.
package struct ProcessGroup: Sendable, Hashable {
    package let id: pid_t

    package init(_ id: pid_t) {
        self.id = id
    }

    /// Signals every member.
    ///
    /// - Returns: false when no member is left, or none may be signalled.
    @discardableResult
    package func signal(_ number: Int32) -> Bool {
        // 0, 1 and -1 would mean our own group or everybody.
        id > 1 && kill(-id, number) == 0
    }

    /// Asks the group to end with one signal after the other, waiting `grace` after each, and kills what is left in it
    /// however the asking went.
    ///
    /// - Parameter ended: returns when the group's owner has ended.
    package func end(
        signals: [Int32], grace: Duration, clock: any Clock<Duration>, ended: @escaping @Sendable () async throws -> Void
    ) async {
        for number in signals {
            guard signal(number) else { break }
            // A stopped process does not see the signal before it continues.
            signal(SIGCONT)
            if await Self.happens(ended, within: grace, clock: clock) { break }
        }
        signal(SIGKILL)
        try? await ended()
    }

    private static func happens(
        _ event: @escaping @Sendable () async throws -> Void, within time: Duration, clock: any Clock<Duration>
    ) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await (try? event()) != nil }
            group.addTask {
                try? await clock.sleep(for: time)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
    }
}
