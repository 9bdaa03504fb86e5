package import Client
import Domain

/// Something asked of the engine while the studio goes on: a title for the time it takes, and what becomes of the answer.
package struct EngineTask: Sendable {
    package typealias Reply = @Sendable (inout StudioModel) -> [StudioEffect]

    static let startTitle = "starting the engine"

    package let title: String
    package let run: @Sendable (any ControlCaller) async throws -> Reply

    package init(_ title: String, _ run: @escaping @Sendable (any ControlCaller) async throws -> Reply) {
        self.title = title
        self.run = run
    }

    /// Does the same to many things. One that is refused holds up none of the others.
    static func each<Thing: Sendable>(
        _ things: [Thing], _ title: String, done: String, what: String,
        _ work: @escaping @Sendable (Thing, any ControlCaller) async throws -> Void
    ) -> EngineTask {
        EngineTask(title) { engine in
            var failure: (any Error)?
            var count = 0
            for thing in things {
                do {
                    try await work(thing, engine)
                    count += 1
                } catch {
                    failure = failure ?? error
                }
            }
            guard let failure else { return { $0.told(.success, "\(done) \(what)") } }
            let reason = sentence(of: failure)
            let sentence = things.count == 1 ? reason : "\(done) \(count) of \(things.count): \(reason)"
            return { $0.told(.failure, sentence) }
        }
    }

    /// Asks, and brings back the reply; a refusal becomes a sentence on the screen.
    package func answer(from engine: any ControlCaller) async -> StudioMessage {
        do {
            return .reply(title: title, try await run(engine))
        } catch {
            return .reply(title: title, Self.refusal(error))
        }
    }

    fileprivate static func refusal(_ error: any Error) -> Reply {
        let sentence = sentence(of: error)
        return { $0.told(.failure, sentence) }
    }

    private static func sentence(of error: any Error) -> String {
        let known = error as? AtelierError
        return [known?.message ?? "\(error)", known?.hint].compactMap(\.self).joined(separator: "; ").neutralised
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

    /// The task, which leaves this step to be tried again where no engine answered.
    package var attempt: EngineTask {
        EngineTask(task.title) { engine in
            do {
                return try await task.run(engine)
            } catch let error as AtelierError where error.code == .unavailable || error.code == .timeout {
                return { model in
                    model.undoSteps.append(self)
                    return EngineTask.refusal(error)(&model)
                }
            }
        }
    }
}
