import ControlAPI
import Domain

/// What was deleted in the demonstration comes back whenever it is asked for.
extension DemoWorld {
    /// Gives the event that tells of it.
    typealias Undoing = @Sendable (inout DemoWorld) throws -> Int64
    /// Takes something out of the world and gives what puts it back.
    typealias Removal = @Sendable (inout DemoWorld) -> @Sendable (inout DemoWorld) -> Void

    @discardableResult
    mutating func discard(
        _ kind: String, _ name: String, before: JSONValue? = nil, _ remove: @escaping Removal
    ) -> Deletion {
        let putBack = remove(&self)
        let deletion = note("\(kind).deleted", kind, name, before: before)
        undoings[deletion.sequence] = { world in
            putBack(&world)
            var after: [String: JSONValue] = ["undoes": .int(deletion.sequence)]
            after[Event.trialsKey] = before?[Event.trialsKey]
            let back = world.note(
                "\(kind).undeleted", kind, name, message: "undoes event \(deletion.sequence)", after: .object(after))
            world.undoings[back.sequence] = { $0.discard(kind, name, before: before, remove).event }
            return back.sequence
        }
        return Deletion(event: deletion.sequence, at: now)
    }

    mutating func undo(_ order: UndoOrder) throws -> UndoReport {
        guard let sequence = order.event, let undo = undoings.removeValue(forKey: sequence),
            let event = events.first(where: { $0.sequence == sequence })
        else {
            throw AtelierError(
                .unsupported, "the demonstration undoes deletions alone", hint: "use an engine of your own for that")
        }
        return UndoReport(events: [event], undoing: [try undo(&self)])
    }
}

extension DemoRouter {
    mutating func registerUndo() {
        on(UndoRoutes.undo) { world, _, order in try world.undo(order) }
    }
}
