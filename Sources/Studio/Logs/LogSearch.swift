import Client
import Domain

/// Looks for a line of a log among those that are shown.
struct LogSearch: Sendable {
    let engine: any ControlCaller
    let workspace: WorkspaceName
    let topic: LogTopic
    let target: LogTarget

    /// The number of the next line after (or before) `from`; nil from means the end.
    func line(from: Int?, isForward: Bool) async throws -> Int? {
        var from = from
        while true {
            let hit = try await engine.findInLog(of: topic.job, in: workspace, target, from: from, isForward: isForward)
            guard let hit, topic.isFiltered else { return hit }
            // Searches know of no filter: the next line that is shown is where the next hit may be.
            let query = LogQuery(from: hit, isForward: isForward, count: 1, level: topic.level, only: topic.only)
            guard let shown = try await engine.logPage(of: topic.job, in: workspace, query).lines.first?.number
            else { return nil }
            if shown == hit { return hit }
            from = isForward ? shown - 1 : shown + 1
        }
    }
}
