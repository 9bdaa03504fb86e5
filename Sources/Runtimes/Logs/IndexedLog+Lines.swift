package import Domain
import LinuxSystem

extension IndexedLog {
    /// A log with less left to be counted is counted before it is answered.
    private static let soonCounted: Int64 = 4 << 20

    /// Whether the end was given before all lines were counted, and counting is yet to come.
    package func isCounted() throws -> Bool {
        try rest() <= Self.soonCounted
    }

    /// Counts what there is by now.
    package func count() async throws {
        try await grow()
    }

    /// The lines that are wanted. The end of a log that is not counted is answered at once, with numbers that are
    /// estimates; everything else waits until the lines it needs are counted.
    package func page(_ query: LogQuery, isComplete: Bool = false) async throws -> LogPage {
        let only = try query.only.map { try LinePattern($0) }
        if query.from == nil, !query.isForward, !query.isFiltered, try !isCounted() {
            return try await tail(query.count, isComplete)
        }
        if let from = query.from, query.isForward, !query.isFiltered {
            try await grow { $0.lineCount >= from + query.count }
        } else {
            try await grow()
        }
        let (lines, total) = try await CancellableWork.run { try self.lines(query, only, unless: $0) }
        return LogPage(lines: lines, total: total, isCounted: try isCounted(), isComplete: isComplete)
    }

    private func lines(_ query: LogQuery, _ only: LinePattern?, unless stop: StopSign) throws -> ([LogLine], Int) {
        let total = look(\.total)
        let reader = try LineReader(self)
        let first: Int
        switch (query.from, query.isForward) {
        case (let from?, _): first = from - 1
        case (nil, true): first = total
        case (nil, false): first = total - 1
        }
        let scope = query.isForward ? max(0, first)..<max(total, first, 0) : 0..<max(0, min(total, first + 1))
        guard query.count > 0, !scope.isEmpty else { return ([], total) }
        guard query.isFiltered else {
            return (try reader.lines(query.isForward ? scope.prefix(query.count) : scope.suffix(query.count)), total)
        }
        return (try lines(in: scope, query, only, reader, unless: stop), total)
    }

    /// Those of a stretch that fit, as many as are wanted.
    func lines(
        in scope: Range<Int>, _ query: LogQuery, _ only: LinePattern?, _ reader: LineReader, unless stop: StopSign
    ) throws -> [LogLine] {
        var places: [Int] = []
        try LineSearch(self, reader).places(scope, only, query.level, query.isForward, unless: stop) { place in
            places.append(place)
            return places.count < query.count
        }
        return try lines(at: query.isForward ? places : places.reversed(), reader)
    }

    /// Lines that lie near each other are read at once.
    private func lines(at places: [Int], _ reader: LineReader) throws -> [LogLine] {
        var lines: [LogLine] = []
        var rest = places[...]
        while let first = rest.first {
            var last = first
            var near: Set<Int> = []
            while let next = rest.first, next - last <= LogIndex.blockLines {
                near.insert(next + 1)
                last = next
                rest.removeFirst()
            }
            lines += try reader.lines(first..<(last + 1)).filter { near.contains($0.number) }
        }
        return lines
    }

    /// The end, read backwards from there. A few lines more are looked at: a traceback may have begun before.
    private func tail(_ count: Int, _ isComplete: Bool) async throws -> LogPage {
        try await BlockingWork.run {
            let chunk = try LogFile.tail(self.path, lines: count + LogIndex.blockLines)
            var normaliser = LogNormaliser(keepsColours: true)
            var levels = LevelReader()
            let texts = (normaliser.feed(chunk.bytes) + normaliser.finish()).split(
                separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
            ).dropLast()
            let (known, end) = self.look { ($0.lineCount, $0.end) }
            let length = Double(max(1, chunk.bytes.count)) / Double(max(1, texts.count))
            let total = max(texts.count, known + Int((Double(chunk.end - end) / length).rounded()))
            var lines: [LogLine] = []
            for (index, text) in texts.enumerated() {
                var plain = Array(text)
                Colours.strip(&plain)
                let level = plain.withUnsafeBufferPointer { levels.level(of: $0) }
                if index >= texts.count - count {
                    lines.append(LineReader.line(total - texts.count + index, text, level))
                }
            }
            return LogPage(lines: lines, total: total, isCounted: false, isComplete: isComplete)
        }
    }
}
