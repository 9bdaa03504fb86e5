import Domain
import FoundationEssentials

/// A job of the demonstration: what the engine would tell of it, and what it does.
struct DemoJob: Sendable {
    var job: Job
    let story: DemoStory
    let random: DemoRandom
    /// How long it runs when nothing comes between.
    let duration: TimeInterval
    /// How many lines it writes in that time.
    let lines: Int
    /// How many steps it measures in that time.
    let steps: Int
    /// How it goes wrong; nil for a good end.
    let failure: DemoFailure?
    /// How lucky it is: its metrics end better or worse, 0 to 1.
    let luck: Double
    /// Steps that have no number.
    let gap: Range<Int>
    /// When it entered its status.
    var since: Date
    /// What it measures; nil is what all of its story do.
    var measured: [DemoMetric]?

    var name: JobName { job.name }
    var metrics: [DemoMetric] { measured ?? story.metrics }

    /// How much of its work is done, 0 to 1.
    func progress(at time: Date) -> Double {
        guard let start = job.startedAt else { return 0 }
        return min(1, max(0, (job.endedAt ?? time).timeIntervalSince(start) / duration))
    }

    func log(at time: Date) -> DemoLog {
        var ending: [String] = []
        switch job.status {
        case _ where job.spec.work.isSearch: break
        case .completed, .finalizing:
            ending = [
                "saving the model to outputs/model", "registering metrics", "\u{1B}[32mdone\u{1B}[0m",
            ]
        case .failed: ending = failure?.lastWords ?? []
        case .canceled where job.startedAt != nil: ending = ["Interrupted", "the command ended on SIGINT"]
        default: break
        }
        let body = job.startedAt == nil ? 0 : Int(progress(at: time) * Double(lines))
        return DemoLog(
            story: story, random: random, body: body, start: job.startedAt ?? time,
            interval: duration / Double(max(1, lines)), ending: ending, isFailed: job.status == .failed,
            steps: steps, lines: lines, isComplete: job.status.isFinal, measured: measured)
    }
}

extension DemoJob {
    /// A search: it runs nothing itself, so it writes and measures nothing.
    init(search job: Job, random: DemoRandom, since: Date) {
        self.init(
            job: job, story: DemoStory(experiment: job.experiment) ?? .iris, random: random, duration: 3600, lines: 0, steps: 0,
            failure: nil, luck: 0.5, gap: 0..<0, since: since)
    }

    /// The values it was given.
    var literals: [String: JSONValue] {
        job.spec.work.inputs.compactMapValues { input in
            if case .literal(let value) = input { value } else { nil }
        }
    }

    /// What it logged of how it was set up; nothing before it started.
    var parameters: [String: String] {
        guard job.startedAt != nil, !job.spec.work.isSearch else { return [:] }
        if case .trial(let trial) = job.spec.work { return trial.parameters.mapValues { MetricText.short($0) } }
        let seed = ["seed": "\(random.bits(at: 12) % 5)"]
        return literals.mapValues { $0.stringValue ?? $0.compactText }.merging(story.settings) { $1 }.merging(seed) { $1 }
    }

    /// How many steps are measured by now.
    func stepCount(at time: Date) -> Int { Int(progress(at: time) * Double(steps)) }

    func point(of metric: DemoMetric, at step: Int) -> MetricPoint {
        let random = DemoRandom(random.bits(at: 7), for: metric.key)
        let start = job.startedAt ?? since
        let at = start.addingTimeInterval(duration * Double(step) / Double(max(1, steps)))
        let value = gap.contains(step)
            ? Double.nan
            : metric.value(at: step, progress: Double(step) / Double(max(1, steps)), luck: luck, random)
        return MetricPoint(step: Int64(step), timestamp: Int64(at.timeIntervalSince1970 * 1000), value: value)
    }

    /// The newest value of each metric.
    func latestMetrics(at time: Date) -> [LatestMetric] {
        let count = stepCount(at: time)
        guard count > 0 else { return [] }
        return metrics.map { metric in
            let value = point(of: metric, at: count - 1).value
            return LatestMetric(key: metric.key, value: value.isNaN ? nil : value)
        }
    }

    /// A metric's points from a step on, thinned.
    func series(of metric: DemoMetric, from first: Int, to end: Int, limit: Int) -> MetricSeries {
        var points: [MetricPoint] = []
        if end - first > limit {
            var thinner = MetricThinner(total: end - first, limit: limit, hasGaps: !gap.isEmpty)
            for step in first..<end { thinner.add(point(of: metric, at: step)) }
            points = thinner.finish()
        } else if first < end {
            points = (first..<end).map { point(of: metric, at: $0) }
        }
        return MetricSeries(
            key: metric.key,
            points: points.map {
                ChartPoint(step: $0.step, timestamp: $0.timestamp, value: $0.isNaN ? nil : $0.value)
            }, isWhole: first == 0)
    }

    func summary(at time: Date, queuePosition: Int?, reason: String?, search: SearchStanding? = nil) -> JobSummary {
        JobSummary(
            name: job.name, displayName: job.displayName, experiment: job.experiment, status: job.status,
            reason: reason ?? job.reason, exitCode: job.exitCode, compute: job.compute, node: job.node,
            createdAt: job.creation.createdAt, createdBy: job.creation.createdBy, startedAt: job.startedAt,
            endedAt: job.endedAt, isArchived: job.isArchived, tags: job.spec.tags, queuePosition: queuePosition,
            lastMetric: latestMetrics(at: time).last, parent: job.spec.parentJobName, search: search)
    }
}
