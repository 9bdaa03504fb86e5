package import ControlAPI
package import Domain

/// How a log is wanted: the file's own bytes, or lines as a terminal would show them, with or without colours.
package enum LogView: String, Sendable {
    case raw, plain, colour
}

extension ControlCaller {
    /// Follows a job's log from a byte offset until the job is over. Returns the offset after the last byte.
    @discardableResult
    package func followLog(
        of job: JobName, in workspace: WorkspaceName, from offset: Int64 = 0, view: LogView, follow: Bool = true,
        consume: (LogFrame) async throws -> Void
    ) async throws -> Int64 {
        var decoder = LogFrameDecoder()
        var next = offset
        try await stream(
            JobRoutes.logs, ["workspace": workspace.rawValue, "job": job.rawValue],
            query: ["from": "\(offset)", "follow": "\(follow)", "view": view.rawValue]
        ) { piece in
            for frame in decoder.decode(piece) {
                next = frame.nextOffset
                try await consume(frame)
            }
        }
        return next
    }
}

extension ControlCaller {
    /// A job's metrics, each thinned to at most `points` points; with `follow`, also what is logged until the job is
    /// over. A series that is not whole goes behind what was given of its key before.
    package func followMetrics(
        of job: JobName, in workspace: WorkspaceName, keys: [String]? = nil, points: Int = 1000, follow: Bool = true,
        consume: (MetricSeries) async throws -> Void
    ) async throws {
        var query = ["points": "\(points)", "follow": "\(follow)"]
        query["keys"] = keys?.joined(separator: ",")
        try await self.follow(
            JobRoutes.metrics, ["workspace": workspace.rawValue, "job": job.rawValue], query: query,
            as: MetricSeries.self, consume: consume)
    }

    /// A job's metrics from a step through another, each thinned to at most `points` points.
    package func metrics(
        of job: JobName, in workspace: WorkspaceName, steps: ClosedRange<Int64>, points: Int = 1000
    ) async throws -> [MetricSeries] {
        var series: [MetricSeries] = []
        let query = ["points": "\(points)", "from": "\(steps.lowerBound)", "to": "\(steps.upperBound)"]
        try await follow(
            JobRoutes.metrics, ["workspace": workspace.rawValue, "job": job.rawValue], query: query, as: MetricSeries.self
        ) { series.append($0) }
        return series
    }

    /// Bytes of a job's file from an offset, at most `count`, in pieces as they come.
    package func readFile(
        _ path: String, of job: JobName, in workspace: WorkspaceName, from offset: Int64 = 0, count: Int64? = nil,
        consume: ([UInt8]) async throws -> Void
    ) async throws {
        var query = ["path": path, "from": "\(offset)"]
        query["count"] = count.map { "\($0)" }
        try await stream(
            JobRoutes.file, ["workspace": workspace.rawValue, "job": job.rawValue], query: query, consume: consume)
    }

    /// The events after a sequence number; with `follow`, also those to come.
    package func events(
        after sequence: Int64, matching filter: EventFilter = EventFilter(), follow isFollowing: Bool,
        consume: (Event) async throws -> Void
    ) async throws {
        let query = ["after": "\(sequence)", "follow": "\(isFollowing)"]
        try await follow(
            EngineRoutes.events, query: query.merging(EventQuery.items(of: filter)) { own, _ in own }, as: Event.self,
            consume: consume)
    }

    /// What the box does, about once a second, for as long as `consume` does not throw; without `follow` once.
    package func followLoad(follow: Bool = true, consume: (BoxLoad) async throws -> Void) async throws {
        try await self.follow(BoxRoutes.load, query: ["follow": "\(follow)"], as: BoxLoad.self, consume: consume)
    }
}

/// Cuts a byte stream into lines.
struct LineSplitter {
    private var rest: [UInt8] = []

    mutating func split(_ piece: [UInt8]) -> [[UInt8]] {
        rest.append(contentsOf: piece)
        guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let whole = rest[...last].split(separator: UInt8(ascii: "\n")).map(Array.init)
        rest.removeSubrange(...last)
        return whole
    }
}
