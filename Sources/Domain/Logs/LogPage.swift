/// A stretch of a log, in the log's order.
package struct LogPage: Codable, Sendable, Hashable {
    package let lines: [LogLine]
    /// How many lines the log has by now; the last may be unfinished.
    package let total: Int
    /// False when a long log was answered before all its lines were counted: `total`, and the numbers of lines from the
    /// end, are then estimates, good for showing but not for asking. The feed sends a counted page as soon as it can.
    package let isCounted: Bool
    /// The job is over, and nothing will be added.
    package let isComplete: Bool

    package init(lines: [LogLine], total: Int, isCounted: Bool = true, isComplete: Bool) {
        self.lines = lines
        self.total = total
        self.isCounted = isCounted
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
