import Domain
import FoundationEssentials

/// A log whose every line is a function of its number: one of ten million lines costs nothing until it is looked at.
struct DemoLog: Sendable {
    let story: DemoStory
    let random: DemoRandom
    /// The lines of the work itself.
    let body: Int
    let start: Date
    /// Seconds from line to line.
    let interval: TimeInterval
    /// What is said at the end.
    let ending: [String]
    let isFailed: Bool
    /// Of the whole work.
    let steps: Int
    let lines: Int
    let isComplete: Bool
    /// What is measured; nil is what all of its story do.
    var measured: [DemoMetric]?

    var total: Int { body + ending.count }

    /// In whole milliseconds: more does not come over a wire.
    func time(of number: Int) -> Date {
        let seconds = start.timeIntervalSinceReferenceDate + Double(min(number, body)) * interval
        let whole = seconds.rounded(.down)
        return Date(timeIntervalSinceReferenceDate: whole + ((seconds - whole) * 1000).rounded(.down) / 1000)
    }

    /// Cheap: most searches need no more of a line.
    func level(of number: Int) -> LogLevel? {
        if number > body {
            guard isFailed else { return nil }
            return number == body + 1 || number == total ? .error : nil
        }
        if number <= Self.opening { return .info }
        switch number % Self.errorPeriod {
        case Self.errorPlace: return .error
        case Self.errorPlace + 1...Self.errorPlace + Self.trace.count: return nil
        default: break
        }
        if number % 389 == 211 { return .warning }
        return number % 7 == 3 ? .debug : .info
    }

    func line(_ number: Int) -> LogLine {
        LogLine(number: number, level: level(of: number), at: time(of: number), text: text(of: number))
    }

    private func text(of number: Int) -> String {
        if number > body { return ending[number - body - 1] }
        let place = number % Self.errorPeriod - Self.errorPlace
        if number > Self.opening, place > 0, place <= Self.trace.count { return Self.trace[place - 1] }
        let level = level(of: number) ?? .info
        return "\u{1B}[2m\(Self.clock(time(of: number)))\u{1B}[0m \(Self.label(level)) \(message(number, level))"
    }

    private func message(_ number: Int, _ level: LogLevel) -> String {
        let step = number * steps / max(1, lines)
        if number <= Self.opening { return openingWords[number - 1] }
        switch level {
        case .error: return "loader: worker 2 died, its batch \(number) is read again"
        case .warning:
            return random.bits(at: number) % 2 == 0
                ? "data: \(1 + random.bits(at: number + 1) % 90) rows without a value in '\(story.columns[1])' were left out"
                : "train: gradient norm \(Self.decimal(4 + random.share(at: number) * 9, 2)) was clipped to 4.00"
        case .debug: return "loader: batch \(number) in \(Self.decimal(2 + random.share(at: number) * 9, 1)) ms"
        case .info:
            let progress = Double(number) / Double(max(1, lines))
            let metrics = measured ?? story.metrics
            let metric = metrics[number % metrics.count]
            let value = metric.value(at: step, progress: progress, luck: 0.5, random)
            return "train: epoch \(1 + step / 40)/\(1 + steps / 40) step \(step)/\(steps) "
                + "\(metric.key)=\u{1B}[36m\(Self.decimal(value, 4))\u{1B}[0m"
        }
    }

    private var openingWords: [String] {
        [
            "train: \(story.framework), python 3.12.8, 4 threads", "data: reading azureml:\(story.dataset):1",
            "data: columns \(story.columns.joined(separator: ", "))",
            "data: 80 % to train, 20 % to validate, seed \(random.bits(at: 1) % 1000)",
            "train: \(steps) steps, checkpoints in outputs/checkpoints",
        ]
    }

    static let opening = 5
    private static let errorPeriod = 4211
    private static let errorPlace = 1999
    private static let trace = [
        "Traceback (most recent call last):", "  File \"loader.py\", line 54, in fetch",
        "    return self.queue.get(timeout=5)", "_queue.Empty",
    ]

    private static func label(_ level: LogLevel) -> String {
        switch level {
        case .debug: "\u{1B}[34mDEBUG\u{1B}[0m  "
        case .info: "\u{1B}[32mINFO\u{1B}[0m   "
        case .warning: "\u{1B}[33mWARNING\u{1B}[0m"
        case .error: "\u{1B}[1;31mERROR\u{1B}[0m  "
        }
    }

    /// `2026-03-14 14:02:31,042`, in UTC.
    private static func clock(_ date: Date) -> String {
        let text = date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        return String(text.map { $0 == "T" ? " " : $0 == "." ? "," : $0 }.prefix(23))
    }

    static func decimal(_ value: Double, _ digits: Int) -> String {
        var scale: Int64 = 1
        for _ in 0..<digits { scale *= 10 }
        let whole = Int64((value.magnitude * Double(scale)).rounded())
        let rest = String(whole % scale)
        return (value < 0 ? "-" : "") + "\(whole / scale)."
            + String(repeating: "0", count: digits - rest.count) + rest
    }
}
