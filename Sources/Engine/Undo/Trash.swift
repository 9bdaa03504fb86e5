package import Domain
import FoundationEssentials
import LinuxSystem
import Logging
import Store

/// What was deleted and can still be brought back: kept for seven days, then gone for good, or at once for whoever needs
/// the disk.
package actor Trash {
    private let context: EngineContext
    private var purging: Task<Void, Never>?

    package init(context: EngineContext) {
        self.context = context
    }

    /// Puts right what a crash left between rows and files, then has what is over removed, now and every hour. Before
    /// anything that looks for its files.
    package func start() async throws {
        try await reconcile()
        purging = Task { [context] in
            repeat { await purge() } while (try? await context.clock.sleep(Self.interval)) != nil
        }
    }

    package func stop() async {
        purging?.cancel()
        await purging?.value
    }

    /// Removes for good what a deletion took. Throws `unsupported` or `conflict` when there is nothing to remove.
    package func forget(
        _ sequence: Int64, in workspace: WorkspaceName, by person: String
    ) async throws -> UndoReport {
        let (now, home) = (context.clock.now(), context.home)
        let (event, item) = try await context.store.read { reader in
            let event = try reader.requireEvent(sequence, in: workspace)
            guard event.isDeletion else {
                throw AtelierError(
                    .unsupported, "event \(sequence) (\(event.kind) of \(event.about)) is no deletion",
                    hint: "see 'atelier undo --list' for what holds disk", subject: event.about)
            }
            return (event, try reader.requireTrash(of: event, at: now))
        }
        let size = try await BlockingWork.run { try TrashFolder(of: item, home).size() }
        try await forget(item, by: person)
        return UndoReport(events: [event], size: size)
    }

    /// Removes what is over. What cannot be removed now holds up nothing else, and is tried again.
    func purge() async {
        let now = context.clock.now()
        do {
            for item in context.reporting(try await context.store.read { try $0.trash(expiredAt: now) }) {
                do {
                    try await forget(item, by: EngineContext.engineActor)
                } catch {
                    context.logger.error(
                        "cannot remove what was deleted", metadata: ["event": "\(item.event)", "error": "\(error)"])
                }
            }
        } catch {
            context.logger.error("cannot look into the trash", metadata: ["error": "\(error)"])
        }
    }

    private func forget(_ item: TrashItem, by person: String) async throws {
        let now = context.clock.now()
        let folder = TrashFolder(of: item, context.home)
        do {
            try await context.write { transaction in
                // Somebody brought it back in the meantime.
                guard try transaction.trashItem(item.event) != nil else { return }
                try transaction.forget(item)
                try transaction.append("\(item.resource.kind).forgotten", about: item.resource, by: person, at: now)
                try folder.doom()
            }
        } catch {
            try await BlockingWork.run { try folder.spare() }
            throw error
        }
        try await BlockingWork.run { try folder.removeDoomed() }
    }

    /// The rows say what is deleted; the files follow.
    private func reconcile() async throws {
        let (workspaces, items) = try await context.store.read { (try $0.workspaces(), try $0.trash()) }
        // A record that cannot be read is left alone, and its files with it, whichever they are.
        guard items.unreadable.isEmpty else {
            _ = context.reporting(items)
            return
        }
        let kept = Set(items.values.map(\.folder))
        let (home, logger, names) = (context.home, context.logger, context.reporting(workspaces).map(\.name))
        try await BlockingWork.run {
            for folder in try names.flatMap({ try TrashFolder.all(in: $0, home) }) {
                do {
                    if kept.contains(folder.id) {
                        try folder.spare()
                        try folder.takeAgain()
                    } else {
                        try folder.removeDoomed()
                        try folder.putBack()
                        try folder.remove()
                    }
                } catch {
                    logger.error("trash left as it is", metadata: ["folder": "\(folder.path)", "error": "\(error)"])
                }
            }
        }
    }

    private static let interval = Duration.seconds(3600)
}
