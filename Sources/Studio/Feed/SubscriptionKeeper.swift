import Client
import Domain

/// Keeps listening to just what the studio wants: starts what is new, ends what nobody shows any more, and tries again
/// what broke off.
final class SubscriptionKeeper {
    private let engine: any ControlCaller
    private let isReadOnly: Bool
    private let pause: Duration
    private let post: @Sendable (WorkspaceName, StudioMessage) -> Void
    private var listening: [Subscription: Task<Void, Never>] = [:]

    /// - Parameter pause: before it tries again what broke off.
    init(
        engine: any ControlCaller, isReadOnly: Bool, pause: Duration = .seconds(2),
        post: @escaping @Sendable (WorkspaceName, StudioMessage) -> Void
    ) {
        self.engine = engine
        self.pause = pause
        self.isReadOnly = isReadOnly
        self.post = post
    }

    func want(_ wanted: Set<Subscription>, in workspace: WorkspaceName) {
        for (subscription, task) in listening where !wanted.contains(subscription) {
            task.cancel()
            listening[subscription] = nil
        }
        for subscription in wanted where listening[subscription] == nil {
            listening[subscription] = Task { [engine, isReadOnly, pause, post] in
                if subscription.settles { try? await Task.sleep(for: .milliseconds(120)) }
                while !Task.isCancelled {
                    let isOver = try? await subscription.listen(
                        to: engine, workspace: workspace, isReadOnly: isReadOnly
                    ) { post(workspace, $0) }
                    if isOver == true { return }
                    try? await Task.sleep(for: pause)
                }
            }
        }
    }

    func stop() {
        for task in listening.values { task.cancel() }
        listening = [:]
    }
}
