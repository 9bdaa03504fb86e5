import ControlAPI
import Domain
import FoundationEssentials

/// Looking through a log, by the engine's rules: forward from a line means it and those behind it for a page, and only
/// those behind it for a search.
extension DemoLog {
    func page(_ query: LogQuery) throws -> LogPage {
        let matcher = try DemoLogMatcher(level: query.level, only: query.only)
        var found: [LogLine] = []
        var number = query.from ?? (query.isForward ? total + 1 : total)
        if query.isForward {
            number = max(1, number)
            while found.count < query.count, number <= total {
                if let line = try matcher.line(number, of: self) { found.append(line) }
                number += 1
            }
        } else {
            number = min(number, total)
            while found.count < query.count, number >= 1 {
                if let line = try matcher.line(number, of: self) { found.append(line) }
                number -= 1
            }
            found.reverse()
        }
        return LogPage(lines: found, total: total, isComplete: isComplete)
    }

    func find(_ target: LogTarget, from: Int?, isForward: Bool) throws -> Int? {
        if case .time(let time) = target { return find(time, from: from, isForward: isForward) }
        let matcher = switch target {
        case .pattern(let pattern): try DemoLogMatcher(level: nil, only: pattern)
        case .level(let level): try DemoLogMatcher(level: level, only: nil)
        case .time: try DemoLogMatcher(level: nil, only: nil)
        }
        let from = from ?? total + 1
        let numbers =
            isForward
            ? stride(from: max(0, from) + 1, through: total, by: 1)
            : stride(from: min(from, total + 1) - 1, through: 1, by: -1)
        for number in numbers where try matcher.line(number, of: self) != nil { return number }
        return nil
    }

    /// Every line of the work has a time, and they rise.
    private func find(_ time: Date, from: Int?, isForward: Bool) -> Int? {
        var (low, high) = (1, total + 1)
        while low < high {
            let middle = (low + high) / 2
            if self.time(of: middle) < time { low = middle + 1 } else { high = middle }
        }
        let (from, first) = (from ?? total + 1, low)
        guard first <= total else { return nil }
        if isForward { return max(first, from + 1) <= total ? max(first, from + 1) : nil }
        return from - 1 >= first ? min(from - 1, total) : nil
    }

    func map(rows: Int, pattern: String?) throws -> LogMap {
        let rows = min(max(1, rows), 1000)
        var levels = [LogLevel?](repeating: nil, count: rows)
        var hits = [Int](repeating: 0, count: rows)
        let matcher = try pattern.map { try DemoLogMatcher(level: nil, only: $0) }
        for number in 1..<total + 1 {
            let row = (number - 1) * rows / total
            if let level = level(of: number), level >= .warning { levels[row] = max(levels[row] ?? level, level) }
            if let matcher, try matcher.line(number, of: self) != nil { hits[row] += 1 }
        }
        return LogMap(levels: levels, hits: hits, total: total)
    }
}

/// Whether a line is wanted.
struct DemoLogMatcher {
    private let level: LogLevel?
    private let pattern: Regex<AnyRegexOutput>?

    /// Throws `invalidArgument` for what is no regular expression.
    init(level: LogLevel?, only: String?) throws {
        self.level = level
        do {
            pattern = try only.map { try Regex($0).ignoresCase(!$0.contains(where: \.isUppercase)) }
        } catch {
            throw AtelierError(
                .invalidArgument, "'\((only ?? "").neutralised)' is not a regular expression",
                hint: #"put a \ before a character that is meant as it is"#)
        }
    }

    func line(_ number: Int, of log: DemoLog) throws -> LogLine? {
        if number % 4096 == 0 { try Task.checkCancellation() }
        if let level {
            guard let own = log.level(of: number), own >= level else { return nil }
        }
        let line = log.line(number)
        guard let pattern else { return line }
        return line.text.withoutColours.firstMatch(of: pattern) == nil ? nil : line
    }
}
