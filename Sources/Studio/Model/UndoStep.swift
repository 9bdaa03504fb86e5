import Client
import Domain

/// How to take back what was done: a title, and the task that does it.
package struct UndoStep: Sendable {
    package let title: String
    package let task: EngineTask

    package init(_ title: String, _ task: EngineTask) {
        self.title = title
        self.task = task
    }

    enum Way: Sendable {
        case undo, redo
    }

    /// The task, which leaves this step to be tried again where no engine answered.
    func attempt(_ way: Way) -> EngineTask {
        EngineTask(task.title) { engine in
            do {
                let reply = try await task.run(engine)
                return { model in
                    model.takingBack = way
                    defer { model.takingBack = nil }
                    return reply(&model)
                }
            } catch let error as AtelierError where error.code == .unavailable || error.code == .timeout {
                return { model in
                    model.keep(self, for: way)
                    return EngineTask.refusal(error)(&model)
                }
            }
        }
    }
}

extension StudioModel {
    /// Tells what was done, and keeps how it is taken back: by `u`, or by `^R` when it was an undo itself.
    mutating func did(_ text: String, undo step: UndoStep) -> [StudioEffect] {
        if takingBack == nil { redoSteps = [] }
        let way: UndoStep.Way = takingBack == .undo ? .redo : .undo
        keep(step, for: way)
        let key = keymap.keys(of: way == .undo ? "undo" : "redo").first
        let offer = key.map { way == .undo ? "; \($0) takes it back" : "; \($0) does it again" }
        return told(.success, text + (offer ?? ""))
    }

    /// Takes back the last change, or does again what was taken back last.
    mutating func goBack(_ way: UndoStep.Way) -> [StudioEffect] {
        guard let step = way == .undo ? undoSteps.popLast() : redoSteps.popLast() else {
            return told(.info, way == .undo ? "nothing to take back" : "nothing to do again")
        }
        return ask(step.attempt(way))
    }

    mutating func keep(_ step: UndoStep, for way: UndoStep.Way) {
        if way == .undo { undoSteps.append(step) } else { redoSteps.append(step) }
    }
}
