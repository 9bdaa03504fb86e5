/// Which lines of a log are wanted.
package struct LogQuery: Sendable {
    /// The number of the first line to look at, from 1; nil for the end.
    package var from: Int?
    package var isForward: Bool
    package var count: Int
    /// Only lines as grave or graver.
    package var level: LogLevel?
    /// Only lines that this is in: a regular expression, case regarded when it has a capital.
    package var only: String?
    /// More is not given at once.
    package static let mostLines = 5000

    package init(from: Int?, isForward: Bool, count: Int, level: LogLevel? = nil, only: String? = nil) {
        self.from = from
        self.isForward = isForward
        self.count = min(max(0, count), Self.mostLines)
        self.level = level
        self.only = only
    }

    package var isFiltered: Bool { level != nil || only != nil }
}
