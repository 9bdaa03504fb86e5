import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// Deleting, and bringing back, is the same for all nouns: rows go to the trash and files to its folder, in the
/// transaction that tells so.
extension EngineContext {
    /// - Parameters:
    ///   - sequence: the event that this does again, for one that undoes an undo.
    ///   - body: refuses, or takes the rows and says what else there is of the thing.
    func delete(
        _ resource: ResourceReference, in workspace: WorkspaceName, by person: String, undoing sequence: Int64? = nil,
        _ body: @escaping @Sendable (StoreTransaction) throws -> Taken
    ) async throws -> Deletion {
        let now = clock.now()
        let folder = TrashFolder(in: workspace, home)
        do {
            return try await write { transaction in
                let taken = try body(transaction)
                let event = try transaction.append(
                    "\(resource.kind).deleted", about: resource, by: person, at: now,
                    message: sequence.map(UndoDesk.message), before: taken.before,
                    after: sequence.map { JSONValue.object([:]).undoing($0) })
                let deletion = Deletion(event: event, at: now)
                let places = try folder.places(taken.folders)
                try transaction.keep(TrashItem(
                    event: try transaction.firstDeletion(event), resource: resource, workspace: workspace,
                    expiresAt: deletion.expiresAt, removal: taken.removal, folder: folder.id, places: places))
                try folder.take(places)
                return deletion
            }
        } catch {
            try await BlockingWork.run {
                try folder.putBack()
                try folder.remove()
            }
            throw error
        }
    }

    /// Brings back what a deletion took. `body` sees it as it was: it may refuse it for what it needs, change it, and say
    /// what the journal is to keep. Throws `conflict` when the name was taken meanwhile, and `unsupported` when the time
    /// is over.
    func undelete<Value: Sendable>(
        _ deletion: Event, in workspace: WorkspaceName, by person: String,
        _ body: @escaping @Sendable (StoreTransaction) throws -> (Value, after: JSONValue)
    ) async throws -> (value: Value, event: Int64) {
        let (now, home) = (clock.now(), home)
        let folder = TrashFolder(of: try await store.read { try $0.requireTrash(of: deletion, at: now) }, home)
        let result: (Value, Int64)
        do {
            result = try await write { transaction in
                let item = try transaction.requireTrash(of: deletion, at: now)
                guard try item.places.isEmpty || FileStamp.of(folder.path) != nil else {
                    throw AtelierError(
                        .conflict, "\(deletion.about) cannot come back: its files are gone from \(folder.path)",
                        hint: "put them back from a backup", subject: deletion.about)
                }
                try transaction.bringBack(item, at: now)
                let (value, after) = try body(transaction)
                let event = try transaction.append(
                    "\(deletion.resource.kind).undeleted", about: deletion.resource, by: person, at: now,
                    message: UndoDesk.message(deletion.sequence), after: after.undoing(deletion.sequence))
                try folder.putBack()
                return (value, event)
            }
        } catch {
            try await BlockingWork.run { try folder.takeAgain() }
            throw error
        }
        do {
            try await BlockingWork.run { try folder.remove() }
        } catch {
            // Empty, and gone at the next start.
            logger.warning("trash not removed", metadata: ["folder": "\(folder.path)", "error": "\(error)"])
        }
        return result
    }
}

extension StoreReader {
    /// A deletion that was undone and done again is kept under the first event of them all.
    func firstDeletion(_ sequence: Int64) throws -> Int64 {
        var sequence = sequence
        while let earlier = try events(after: sequence - 1, limit: 1).first(where: { $0.sequence == sequence })?.undoes {
            sequence = earlier
        }
        return sequence
    }

    /// Throws, saying why, when the deletion cannot be undone any more.
    func requireTrash(of deletion: Event, at now: Date) throws -> TrashItem {
        let item = try trashItem(firstDeletion(deletion.sequence))
        if let item, item.expiresAt > now { return item }
        let kinds = ["undeleted", "forgotten"].map { "\(deletion.resource.kind).\($0)" }
        var filter = EventFilter(about: deletion.resource)
        filter.kinds = kinds
        let end = try events(after: deletion.sequence, limit: 1, matching: filter).first
        if item == nil, let end, end.isUndeletion {
            throw AtelierError(
                .conflict, "\(deletion.about) was brought back already: event \(end.sequence), by \(end.by.neutralised)",
                hint: "see 'atelier undo --list' for what can be undone", subject: deletion.about)
        }
        throw UndoPlanner.forgotten(deletion)
    }
}

extension AtelierError {
    /// `conflict`: what comes back needs something that is gone too. Names the deletion to undo first, if that can be.
    static func gone(_ needed: ResourceReference, neededBy about: String, _ reader: StoreReader) throws -> AtelierError {
        var item = try reader.trashItem(about: needed)
        if item == nil, needed.kind == "job", let workspace = needed.workspace {
            item = try reader.trashItem(withTrial: JobName(needed.name), in: workspace)
        }
        let deletion = item?.event
        return AtelierError(
            .conflict,
            "\(about) cannot come back: it needs \(needed.kind) \(needed.name.neutralised), which is not there any more",
            hint: deletion.map { "bring that back first: 'atelier undo --event \($0)'" } ?? "make that one again first",
            subject: about)
    }
}
