package import Domain
import FoundationEssentials

extension IndexedLog {
    /// The number of the next line after (or before) line `from` that is sought; `from` nil is the end. Searches what is
    /// read before the rest is.
    package func find(_ target: LogTarget, from: Int?, isForward: Bool) async throws -> Int? {
        let target = try Sought(target)
        guard isForward, let from else {
            try await grow()
            let end = look(\.total)
            guard !isForward else { return nil }
            return try await find(target, in: 0..<max(0, min(end, (from ?? end + 1) - 1)), isForward: false)
        }
        var at = from
        while true {
            try await grow { $0.lineCount > at }
            let isAll = try rest() == 0
            let end = look { isAll ? $0.total : $0.lineCount }
            if at < end, let place = try await find(target, in: at..<end, isForward: true) { return place }
            if isAll || at >= end { return nil }
            at = end
        }
    }

    private func find(_ target: Sought, in scope: Range<Int>, isForward: Bool) async throws -> Int? {
        guard !scope.isEmpty else { return nil }
        return try await CancellableWork.run { stop in
            let reader = try LineReader(self)
            var found: Int?
            let take: (Int) -> Bool = { place in
                found = place + 1
                return false
            }
            let search = LineSearch(self, reader)
            switch target {
            case .pattern(let pattern):
                try search.places(scope, pattern, nil, isForward, unless: stop, take: take)
            case .level(let level):
                try search.places(scope, nil, level, isForward, unless: stop, take: take)
            case .time(let time):
                try search.times(scope, time, isForward, unless: stop, take: take)
            }
            return found
        }
    }
}

/// A target made ready.
private enum Sought {
    case pattern(LinePattern)
    case level(LogLevel)
    /// In milliseconds since 1970.
    case time(Int64)

    init(_ target: LogTarget) throws {
        self =
            switch target {
            case .pattern(let source): .pattern(try LinePattern(source))
            case .level(let level): .level(level)
            case .time(let date):
                .time(Int64((min(max(date.timeIntervalSince1970, -1e12), 1e12) * 1000).rounded()))
            }
    }
}

extension LineSearch {
    /// Lines that say they were written at a time or later. Groups of lines whose next group begins before it, or that
    /// say no time at all, are passed over: a log's times ascend.
    func times(
        _ scope: Range<Int>, _ time: Int64, _ isForward: Bool, unless stop: StopSign, take: (Int) -> Bool
    ) throws {
        let size = LogIndex.groupLines
        let groups = scope.lowerBound / size...(scope.upperBound - 1) / size
        for step in 0..<groups.count {
            try stop.check()
            let group = isForward ? groups.lowerBound + step : groups.upperBound - step
            if isWithout(group, time, isForward) { continue }
            let lines = (group * size..<(group + 1) * size).clamped(to: scope)
            var found: [Int] = []
            try reader.plainLines(lines) { place, text in
                if let its = LineTime.milliseconds(of: text), its >= time { found.append(place) }
                return !isForward || found.isEmpty
            }
            if let place = isForward ? found.first : found.last, !take(place) { return }
        }
    }

    private func isWithout(_ group: Int, _ time: Int64, _ isForward: Bool) -> Bool {
        log.look { index in
            // The last group may have its only time in the line that is not ended.
            guard group * LogIndex.groupLines + LogIndex.groupLines <= index.lineCount else { return false }
            guard group < index.marks.count, index.marks[group] != LogIndex.noMark else { return true }
            guard isForward, group + 1 < index.marks.count else { return false }
            let next = index.marks[group + 1]
            return next != LogIndex.noMark && next < time
        }
    }
}
