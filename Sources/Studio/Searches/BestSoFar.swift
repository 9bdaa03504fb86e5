import Domain
import FoundationEssentials
import Terminal

/// How the best score of a search came to be: a point for each trial that reported, and the best of them until then.
struct BestSoFar: Sendable, Hashable {
    /// What the x axis counts.
    enum Axis: String, Sendable, Hashable, Codable {
        /// Trials that are over, in the order they ended; what runs stands behind them.
        case trials
        /// Seconds since the first trial began.
        case time
    }

    struct Point: Sendable, Hashable {
        let job: JobName
        let x: Double
        let score: Double
        let isOver: Bool
    }

    /// From left to right.
    let points: [Point]
    private let isHigherBetter: Bool

    init(_ progress: SearchProgress, by axis: Axis, at now: Date) {
        isHigherBetter = progress.isHigherBetter
        let start = progress.trials.compactMap(\.startedAt).min()
        let ended = progress.trials.filter { $0.endedAt != nil }.sorted {
            ($0.endedAt ?? now, $0.number) < ($1.endedAt ?? now, $1.number)
        }
        let running = progress.trials.filter { $0.endedAt == nil && $0.startedAt != nil }
        points = (ended + running).enumerated().compactMap { place, trial in
            guard let score = progress.score(of: trial) else { return nil }
            let seconds = start.map { (trial.endedAt ?? now).timeIntervalSince($0) } ?? 0
            return Point(
                job: trial.job, x: axis == .trials ? Double(place + 1) : max(0, seconds), score: score,
                isOver: trial.endedAt != nil)
        }
    }

    /// The corners of the line: level until a trial is better, then up or down to it. Trials that run do not count yet.
    var corners: [LineChart.Sample] {
        var corners: [LineChart.Sample] = []
        var best: Double?
        for point in points {
            if let best { corners.append(LineChart.Sample(x: point.x, y: best)) }
            guard point.isOver, best.map({ isHigherBetter ? point.score > $0 : point.score < $0 }) ?? true else { continue }
            best = point.score
            corners.append(LineChart.Sample(x: point.x, y: best))
        }
        return corners
    }
}
