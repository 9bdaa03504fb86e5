import ControlAPI
import Domain

/// A job's metrics, and what is measured while it runs.
struct DemoMetricFeed: DemoFeed {
    private let job: JobName
    private let keys: Set<String>?
    private let limit: Int
    /// Nil for all.
    private let steps: ClosedRange<Int>?
    private let isFollowing: Bool
    private var sent = 0

    init(job: JobName, keys: Set<String>?, limit: Int, steps: ClosedRange<Int>?, isFollowing: Bool) {
        self.job = job
        self.keys = keys
        self.limit = limit
        self.steps = steps
        self.isFollowing = isFollowing
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? {
        guard let job = try? world.job(job) else { return nil }
        let end = job.stepCount(at: world.now)
        guard end > sent else { return nil }
        defer { sent = end }
        let metrics = job.metrics.filter { keys?.contains($0.key) ?? true }
        guard !metrics.isEmpty else { return nil }
        guard let steps else {
            return try Self.lines(metrics.map { job.series(of: $0, from: sent, to: end, limit: limit) })
        }
        let part = steps.clamped(to: 0...end - 1)
        return try Self.lines(
            metrics.map { metric in
                let points = job.series(of: metric, from: part.lowerBound, to: part.upperBound + 1, limit: limit).points
                return MetricSeries(key: metric.key, points: points, isWhole: true)
            })
    }

    func isOver(in world: DemoWorld) -> Bool {
        steps != nil || !isFollowing || (try? world.job(job))?.job.status.isFinal ?? true
    }
}

/// A job's log as bytes, from an offset of the file.
struct DemoLogFeed: DemoFeed {
    private let job: JobName
    private let isPlain: Bool
    private let isFollowing: Bool
    private let start: Int64
    private var number = 1
    /// Of the line to come, in the file.
    private var offset: Int64 = 0

    init(job: JobName, from offset: Int64, isPlain: Bool, isFollowing: Bool) {
        self.job = job
        start = offset
        self.isPlain = isPlain
        self.isFollowing = isFollowing
    }

    @concurrent mutating func next(in world: DemoWorld) async throws -> [UInt8]? {
        guard let log = try? world.job(job).log(at: world.now) else { return nil }
        var piece: [UInt8] = []
        while number <= log.total, piece.count < 32_768 {
            if number % 4096 == 0 { try Task.checkCancellation() }
            let text = log.line(number).text
            let raw = Array(text.utf8) + [UInt8(ascii: "\n")]
            let skipped = Int(max(0, min(Int64(raw.count), start - offset)))
            offset += Int64(raw.count)
            number += 1
            guard skipped < raw.count else { continue }
            if isPlain, skipped == 0 {
                piece += Array(text.withoutColours.utf8) + [UInt8(ascii: "\n")]
            } else {
                piece += raw[skipped...]
            }
        }
        return piece.isEmpty ? nil : LogFrame(nextOffset: offset, bytes: piece).encoded
    }

    func isOver(in world: DemoWorld) -> Bool {
        !isFollowing || (try? world.job(job))?.job.status.isFinal ?? true
    }
}

/// The end of a job's log, again whenever it has grown.
struct DemoLogTailFeed: DemoFeed {
    private let job: JobName
    private let query: LogQuery
    private var sent: (total: Int, isComplete: Bool)?

    init(job: JobName, query: LogQuery) {
        self.job = job
        self.query = query
    }

    @concurrent mutating func next(in world: DemoWorld) async throws -> [UInt8]? {
        guard let log = try? world.job(job).log(at: world.now) else { return nil }
        let standing = (log.total, log.isComplete)
        if let sent, sent == standing { return nil }
        sent = standing
        return try Self.lines([log.page(query)])
    }

    func isOver(in world: DemoWorld) -> Bool { (try? world.job(job))?.job.status.isFinal ?? true }
}

struct DemoFileFeed: DemoFeed {
    private var bytes: [UInt8]?

    init(bytes: [UInt8]) {
        self.bytes = bytes.isEmpty ? nil : bytes
    }

    mutating func next(in world: DemoWorld) throws -> [UInt8]? { bytes.take() }

    func isOver(in world: DemoWorld) -> Bool { true }
}

/// The routes that look through a log.
enum DemoLogSearch {
    case lines, find, map

    init?(_ path: String) {
        switch path {
        case JobRoutes.logLines.path: self = .lines
        case JobRoutes.logFind.path: self = .find
        case JobRoutes.logMap.path: self = .map
        default: return nil
        }
    }

    @concurrent func answer(_ request: DemoRequest, _ log: DemoLog) async throws -> any Sendable {
        switch self {
        case .lines: try log.page(request.logQuery)
        case .find:
            LogHit(
                line: try log.find(
                    request.target, from: request.line("from"), isForward: request.isForward ?? true))
        case .map: try log.map(rows: request.number("rows") ?? 100, pattern: request.text("pattern"))
        }
    }
}
