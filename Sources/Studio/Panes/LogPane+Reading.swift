import Client
import Domain
import FoundationEssentials

/// What the pane reads beside the feed: the lines around where it stands, and the map of the whole.
extension LogPane {
    package mutating func neededReads(_ context: PaneContext) -> [EngineTask] {
        let workspace = context.data.workspace
        var tasks: [EngineTask] = []
        if let reading = missing(context) {
            awaited = reading
            tasks.append(Self.task(for: reading, in: workspace))
        }
        if let reading = missingMap(context) {
            (awaitedMap, mapReadAt) = (reading, context.now)
            tasks.append(Self.task(for: reading, in: workspace))
        }
        return tasks
    }

    // MARK: Lines

    private func missing(_ context: PaneContext) -> LogReading? {
        guard let topic, context.rows > 0, let place = wanted(context) else { return nil }
        let reading = LogReading(topic: topic, place: place, reach: max(300, context.rows * 3))
        return reading == awaited ? nil : reading
    }

    private func wanted(_ context: PaneContext) -> LogReading.Place? {
        if let wish { return wish }
        guard let bottom, let window else { return nil }
        return lacks(at: window.place(upTo: bottom), of: window, context) ? .around(bottom) : nil
    }

    /// Whether less than a screen is there to move on to.
    func lacks(at place: Int, of window: LogWindow, _ context: PaneContext) -> Bool {
        !window.isAtStart && place + 1 < context.rows * 2
            || !window.isAtEnd && window.lines.count - 1 - place < context.rows
    }

    private static func task(for reading: LogReading, in workspace: WorkspaceName) -> EngineTask {
        EngineTask("reading the log") { engine in
            let window = try await reading.window(from: engine, in: workspace)
            return { model in
                model.changePanes(LogPane.self) { $0.take(window, of: reading) }
                return []
            }
        }
    }

    private mutating func take(_ window: LogWindow, of reading: LogReading) {
        guard reading == awaited else { return }
        awaited = nil
        self.window = window
        hasArrived = reading.place == wish
    }

    // MARK: The map

    private static let mapAge: TimeInterval = 2

    /// The map that is wanted beside the lines, again when the log has grown so that it would look different.
    private func missingMap(_ context: PaneContext) -> LogMapReading? {
        guard let job, context.rows > 0, let feed = feed(context), !feed.lines.isEmpty else { return nil }
        let reading = LogMapReading(job: job, rows: context.rows, pattern: pattern)
        guard reading == awaitedMap else { return reading }
        let isOld = map.map { abs(feed.total - $0.total) > $0.total / (4 * context.rows) } ?? false
        return isOld && context.now.timeIntervalSince(mapReadAt) >= Self.mapAge ? reading : nil
    }

    /// A map that cannot be had is missed by nobody: why not, its search has said.
    private static func task(for reading: LogMapReading, in workspace: WorkspaceName) -> EngineTask {
        EngineTask("reading the log") { engine in
            let map = try? await engine.logMap(
                of: reading.job, in: workspace, rows: reading.rows, pattern: reading.pattern)
            return { model in
                model.changePanes(LogPane.self) { pane in
                    if let map, reading == pane.awaitedMap { pane.map = map }
                }
                return []
            }
        }
    }
}
