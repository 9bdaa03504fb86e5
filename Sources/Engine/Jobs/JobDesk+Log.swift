package import Domain
import LinuxSystem
import Runtimes

/// A job's log as lines, for whoever looks at it.
extension JobDesk {
    /// The lines that are wanted. Throws `notFound`.
    package func logPage(of name: JobName, in workspace: WorkspaceName, _ query: LogQuery) async throws -> LogPage {
        let log = try await log(of: name, in: workspace)
        let loan = logs.loan(log.path)
        let page = try await loan.log.page(query, isComplete: log.isComplete)
        // Whoever opens the end of a long log wants to go up next.
        if !page.isCounted { Task { try? await loan.log.count() } }
        return page
    }

    /// The number of the next line that is sought; nil when there is none.
    package func findInLog(
        of name: JobName, in workspace: WorkspaceName, _ target: LogTarget, from line: Int?, isForward: Bool
    ) async throws -> Int? {
        let loan = logs.loan(try await log(of: name, in: workspace).path)
        return try await loan.log.find(target, from: line, isForward: isForward)
    }

    package func logMap(
        of name: JobName, in workspace: WorkspaceName, rows: Int, pattern: String?
    ) async throws -> LogMap {
        let loan = logs.loan(try await log(of: name, in: workspace).path)
        return try await loan.log.map(rows: rows, pattern: pattern)
    }

    /// The end of the log as it is and whenever it has changed, until the job is over or `stop` returns.
    package func logFeed(
        of name: JobName, in workspace: WorkspaceName, count: Int, level: LogLevel?, only: String?,
        until stop: @escaping @Sendable () async -> Void
    ) async throws -> JobLogFeed {
        let log = try await log(of: name, in: workspace)
        var writerEnds: (@Sendable () async -> Void)?
        if !log.isComplete {
            // A job that still waits has no folder yet, and only what is in a folder can be watched.
            try await BlockingWork.run { try FileCopy.makeFolder(log.path.splitAtLastComponent.folder) }
            let ended = log.ended
            writerEnds = { await Self.first(of: ended, stop) }
        }
        return JobLogFeed(
            loan: logs.loan(log.path),
            query: LogQuery(from: nil, isForward: false, count: count, level: level, only: only), clock: context.clock,
            writerEnds: writerEnds
        ) { [self] in (try? await self.log(of: name, in: workspace).isComplete) ?? true }
    }

    static func first(
        of one: @escaping @Sendable () async -> Void, _ other: @escaping @Sendable () async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await one() }
            group.addTask { await other() }
            await group.next()
            group.cancelAll()
        }
    }
}
