import Domain
import FoundationEssentials
import LinuxSystem

extension EnvironmentBuilder {
    static let trashPrefix = ".pruned-"

    /// Those that are not being built, and were not handed out after `since`; nil for ever.
    func idle(_ keys: [ContentHash], since: Date?) -> Set<ContentHash> {
        Set(keys.filter { isIdle($0, since: since) })
    }

    /// Removes builds and their logs, each whole, and gives those that went. What was handed out meanwhile stays.
    func remove(_ keys: [ContentHash], since: Date?) async throws -> Set<ContentHash> {
        var removed: Set<ContentHash> = []
        for key in keys {
            await endAfterwork(of: key)
            guard isIdle(key, since: since) else { continue }
            let home = context.home
            let trash = "\(home.environments)/\(Self.trashPrefix)\(UUID().uuidString)"
            // Here and not in another thread: nobody is handed the environment between the look and the move.
            guard try FileStamp.of(home.environment(key)) != nil else { continue }
            try FileCopy.move(home.environment(key), to: trash)
            removed.insert(key)
            try await BlockingWork.run {
                try FileCopy.remove(trash)
                try FileCopy.remove("\(home.environments)/logs/\(key).log")
            }
        }
        return removed
    }
}
