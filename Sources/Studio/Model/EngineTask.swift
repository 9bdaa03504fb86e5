package import Client

/// Something asked of the engine while the studio goes on: a title for the time it takes, and what becomes of the answer.
package struct EngineTask: Sendable {
    package typealias Reply = @Sendable (inout StudioModel) -> [StudioEffect]

    package let title: String
    package let run: @Sendable (any ControlCaller) async throws -> Reply

    package init(_ title: String, _ run: @escaping @Sendable (any ControlCaller) async throws -> Reply) {
        self.title = title
        self.run = run
    }
}

/// How to take back what was done: a title, and the task that does it.
package struct UndoStep: Sendable {
    package let title: String
    package let task: EngineTask

    package init(_ title: String, _ task: EngineTask) {
        self.title = title
        self.task = task
    }
}
