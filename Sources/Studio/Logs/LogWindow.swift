package import Domain

/// A stretch of a log around where somebody stands in it, of the lines that are shown at all: none between its first and
/// its last is missing.
package struct LogWindow: Sendable, Hashable {
    let topic: LogTopic
    package private(set) var lines: [LogLine]
    /// Nothing comes before the first line, or after the last.
    package let isAtStart: Bool
    package private(set) var isAtEnd: Bool

    /// A reader who stands still at the end of a log that grows keeps no more than this.
    private static let most = 1200

    init(of topic: LogTopic, lines: [LogLine] = [], isAtStart: Bool = false, isAtEnd: Bool = false) {
        self.topic = topic
        self.lines = lines
        self.isAtStart = isAtStart
        self.isAtEnd = isAtEnd
    }

    /// The end of a log, of which so many lines were asked for.
    init(of topic: LogTopic, end: LogPage, asked: Int) {
        self.init(
            of: topic, lines: end.lines, isAtStart: end.lines.count < asked || end.lines.first?.number == 1, isAtEnd: true)
    }

    /// The place of the last line up to a number; the first line where all come later.
    func place(upTo number: Int) -> Int {
        max(0, (lines.firstIndex { $0.number > number } ?? lines.count) - 1)
    }

    func has(_ number: Int) -> Bool {
        lines.contains { $0.number == number }
    }

    /// Takes what was written since, where that follows without a gap.
    mutating func extend(with end: LogPage) {
        guard isAtEnd, let last = lines.last, let newest = end.lines.last, let first = end.lines.first, newest != last
        else { return }
        guard first.number <= last.number, lines.count < Self.most else {
            isAtEnd = false
            return
        }
        // The last line may have been unfinished.
        lines = lines.prefix { $0.number < first.number } + end.lines
    }
}
