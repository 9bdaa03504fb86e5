/// A stretch of a log, in the log's order.
package struct LogPage: Codable, Sendable, Hashable {
    package let lines: [LogLine]
    /// How many lines the log has by now; the last may be unfinished.
    package let total: Int
    /// The job is over, and nothing will be added.
    package let isComplete: Bool

    package init(lines: [LogLine], total: Int, isComplete: Bool) {
        self.lines = lines
        self.total = total
        self.isComplete = isComplete
    }
}

/// Where in a log its errors and a pattern's hits are: the scrollbar's map. Each stretch is the same share of the lines.
package struct LogMap: Codable, Sendable, Hashable {
    /// A stretch's gravest level, where it has a warning or an error.
    package let levels: [LogLevel?]
    /// A stretch's hits.
    package let hits: [Int]
    package let total: Int

    package init(levels: [LogLevel?], hits: [Int], total: Int) {
        self.levels = levels
        self.hits = hits
        self.total = total
    }

    package var hitCount: Int { hits.reduce(0, +) }
}
