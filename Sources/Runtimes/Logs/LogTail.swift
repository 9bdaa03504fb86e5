package import Domain

/// The last lines of a log, again and again as it grows. Of a log that is looked at through a filter only what is new is
/// searched: otherwise each line more would cost a look at all the others.
package struct LogTail: Sendable {
    private let query: LogQuery
    /// Those that fitted last.
    private var lines: [LogLine] = []
    /// How many ended lines were searched.
    private var searched = 0

    /// - Parameter query: backward from the end.
    package init(_ query: LogQuery) {
        self.query = query
    }

    package mutating func page(of log: IndexedLog, isComplete: Bool) async throws -> LogPage {
        guard query.isFiltered, query.count > 0 else { return try await log.page(query, isComplete: isComplete) }
        let query = query
        let only = try query.only.map { try LinePattern($0) }
        try await log.grow()
        let (ended, total) = log.look { ($0.lineCount, $0.total) }
        if ended < searched { (lines, searched) = ([], 0) }
        let start = searched
        let news = try await CancellableWork.run { stop in
            guard start < total else { return [LogLine]() }
            return try log.lines(in: start..<total, query, only, LineReader(log), unless: stop)
        }
        // The line that was not ended is among the news, if it fits still.
        lines = (lines.filter { $0.number <= start } + news).suffix(query.count)
        searched = ended
        return LogPage(lines: lines, total: total, isCounted: try log.isCounted(), isComplete: isComplete)
    }
}
