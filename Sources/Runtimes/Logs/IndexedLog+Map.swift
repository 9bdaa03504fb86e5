package import Domain

/// How many of each 64 lines a pattern is in, as far as was counted: a log that grows is not searched anew each time.
struct HitCounts: Sendable {
    let pattern: LinePattern
    var counts: [UInt8] = []
    /// Whole blocks only.
    var lines: Int { counts.count * LogIndex.blockLines }
}

extension IndexedLog {
    private static let mostRows = 1000

    /// The log in so many stretches of as many lines each; of a pattern's hits, those of 64 lines that lie across two
    /// stretches count for the first.
    package func map(rows: Int, pattern: String?) async throws -> LogMap {
        let pattern = try pattern.map { try LinePattern($0) }
        try await grow()
        let rows = min(max(1, rows), Self.mostRows)
        return try await CancellableWork.run { stop in
            let total = self.look(\.total)
            let levels = self.look { index in
                let open = index.open?.level
                return (0..<rows).map { row -> LogLevel? in
                    let lines = Self.stretch(row, of: rows, total)
                    let ended = index.gravest(in: lines.clamped(to: 0..<index.lineCount))
                    guard lines.contains(index.lineCount), let open, open >= .warning else { return ended }
                    return max(open, ended ?? open)
                }
            }
            var hits = [Int](repeating: 0, count: rows)
            if let pattern { try self.countHits(of: pattern, total, into: &hits, unless: stop) }
            return LogMap(levels: levels, hits: hits, total: total)
        }
    }

    private func countHits(of pattern: LinePattern, _ total: Int, into rows: inout [Int], unless stop: StopSign) throws {
        let search = LineSearch(self, try LineReader(self))
        let matcher = try LineMatcher(pattern)
        var known = hits.flatMap { $0.pattern == pattern ? $0 : nil } ?? HitCounts(pattern: pattern)
        let isFine = total < rows.count * LogIndex.blockLines * 4
        if isFine || known.lines > total { known = HitCounts(pattern: pattern) }
        for (block, count) in known.counts.enumerated() {
            rows[Self.row(of: block * LogIndex.blockLines, rows.count, total)] += Int(count)
        }
        let ended = look(\.lineCount) / LogIndex.blockLines
        let start = known.lines
        var fresh = [UInt8](repeating: 0, count: max(0, ended - known.counts.count))
        try search.hits(start..<total, matcher, true, unless: stop) { place in
            let block = (place - start) / LogIndex.blockLines
            if block < fresh.count { fresh[block] += 1 }
            let line = isFine ? place : place / LogIndex.blockLines * LogIndex.blockLines
            rows[Self.row(of: line, rows.count, total)] += 1
            return true
        }
        known.counts += fresh
        hits = known
    }

    private static func stretch(_ row: Int, of rows: Int, _ total: Int) -> Range<Int> {
        (row * total + rows - 1) / rows..<((row + 1) * total + rows - 1) / rows
    }

    private static func row(of line: Int, _ rows: Int, _ total: Int) -> Int {
        min(rows - 1, line * rows / max(1, total))
    }
}
