import Domain
import FoundationEssentials
import Store

/// The metrics of a run as a chart wants them: their thinned histories first, then what is logged meanwhile.
///
/// Read from the store at each wake, so nothing is missed or given twice: a metric's count of points tells whether all
/// that is new lies behind what was given. A metric with late points, or with so many new ones that it needs thinning
/// again, is given whole.
actor MetricChart {
    private struct Given {
        /// How many points the metric had.
        var points: Int
        var latest: MetricPoint
        /// How many the reader has.
        var shown: Int
    }

    private let context: EngineContext
    private let run: RunID
    private let keys: Set<String>?
    private let steps: ClosedRange<Int64>?
    private let limit: Int
    /// Wakes this; its end is the run's. Nil for a chart that is read once.
    private let hints: AsyncStream<Void>?
    private var given: [String: Given] = [:]
    private var lastRead: Date?
    private var isOver = false

    init(
        context: EngineContext, run: RunID, keys: Set<String>?, steps: ClosedRange<Int64>?, limit: Int,
        hints: AsyncStream<Void>?
    ) {
        self.context = context
        self.run = run
        self.keys = keys
        self.steps = steps
        self.limit = limit
        self.hints = hints
    }

    /// What is new since the last call, as soon as there is something; nil when nothing will come.
    func next() async throws -> [MetricSeries]? {
        while !isOver {
            if let lastRead { try await waitForMore(since: lastRead) }
            if hints == nil { isOver = true }
            lastRead = context.clock.now()
            let news = try await read()
            if !news.isEmpty { return news }
        }
        return nil
    }

    /// What comes within a moment of the last read is read together.
    private func waitForMore(since lastRead: Date) async throws {
        var iterator = hints?.makeAsyncIterator()
        let hint: Void? = await iterator?.next(isolation: self)
        try Task.checkCancellation()
        guard hint != nil else {
            // What was logged just before the end is still to be read.
            isOver = true
            return
        }
        let rest = Self.pace - context.clock.now().timeIntervalSince(lastRead)
        if rest > 0 { try await context.clock.sleep(.seconds(rest)) }
    }

    private func read() async throws -> [MetricSeries] {
        let (given, run, keys, steps, limit) = (given, run, keys, steps, limit)
        let (news, now) = try await context.store.read { reader in
            var now = given
            var news: [MetricSeries] = []
            for head in try reader.seriesHeads(ofRun: run) where keys?.contains(head.key) ?? true {
                guard now[head.key]?.points != head.points else { continue }
                let old = now[head.key]
                let added = try old.flatMap { try Self.added(to: $0, head, limit, reader) }
                let points = try added ?? reader.chart(of: head, limit: limit, steps: steps)
                now[head.key] = Given(
                    points: head.points, latest: head.latest,
                    shown: (added == nil ? 0 : old?.shown ?? 0) + points.count)
                news.append(MetricSeries(key: head.key, points: points.map(ChartPoint.init), isWhole: added == nil))
            }
            return (news, now)
        }
        self.given = now
        return news
    }

    /// The points behind those that were given; nil when they are not all that is new, or are too many.
    private static func added(
        to given: Given, _ head: SeriesHead, _ limit: Int, _ reader: StoreReader
    ) throws -> [MetricPoint]? {
        let count = head.points - given.points
        guard count > 0, given.shown + count <= 2 * limit else { return nil }
        let points = try reader.points(of: head, after: given.latest, limit: count + 1)
        return points.count == count ? points : nil
    }

    /// Seconds between two reads: at most ten in a second.
    private static let pace = 0.1
}

extension ChartPoint {
    init(_ point: MetricPoint) {
        self.init(step: point.step, timestamp: point.timestamp, value: point.isNaN ? nil : point.value)
    }
}
