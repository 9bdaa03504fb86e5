import Client
import ControlAPI
import Domain

extension EngineTask {
    /// Deletes things, and keeps how they come back. One that is refused holds up none of the others.
    static func deleting<Thing: Sendable>(
        _ things: [Thing], _ what: String, in workspace: WorkspaceName,
        _ delete: @escaping @Sendable (Thing, any ControlCaller) async throws -> Deletion
    ) -> EngineTask {
        EngineTask("deleting \(what)") { engine in
            var failure: (any Error)?
            var events: [Int64] = []
            for thing in things {
                do {
                    events.append(try await delete(thing, engine).event)
                } catch {
                    failure = failure ?? error
                }
            }
            let undo = UndoStep("deletion of \(what)", undoing(events, what, isComing: true, in: workspace))
            guard let failure else { return { $0.did("deleted \(what)", undo: undo) } }
            let (reason, hasSome) = (sentence(of: failure), !events.isEmpty)
            let text = things.count == 1 ? reason : "deleted \(events.count) of \(things.count): \(reason)"
            return { model in
                if hasSome { model.keep(undo, for: .undo) }
                return model.told(.failure, text)
            }
        }
    }

    private static func undoing(
        _ events: [Int64], _ what: String, isComing: Bool, in workspace: WorkspaceName
    ) -> EngineTask {
        EngineTask("\(isComing ? "bringing back" : "deleting") \(what)") { engine in
            var undone: [Int64] = []
            for event in events.reversed() {
                undone += try await engine.call(
                    UndoRoutes.undo, ["workspace": workspace.rawValue], body: UndoOrder(event: event)
                ).undoing
            }
            let step = UndoStep("deletion of \(what)", undoing(undone, what, isComing: !isComing, in: workspace))
            return { $0.did("\(isComing ? "brought back" : "deleted") \(what)", undo: step) }
        }
    }
}
