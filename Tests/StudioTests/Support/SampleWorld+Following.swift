import ControlAPI
import Domain
import Foundation

/// What the sample world tells of what goes on in it.
extension SampleWorld {
    var load: BoxLoad {
        BoxLoad(
            at: Self.now, cores: [0.9, 0.5, 0.4, 0.2], loadAverage: 1.75,
            memory: Usage(used: .gibibytes(15.5), total: .gibibytes(16)),
            disk: Usage(used: .gibibytes(120), total: .gibibytes(500)))
    }

    var endpointLoad: [EndpointLoad] {
        [
            EndpointLoad(
                endpoint: "churn-api", at: Self.now,
                deployments: [
                    DeploymentLoad(
                        deployment: "blue", requestsPerSecond: 41.4, errorsPerSecond: 0, p50: 3, p95: 8.25, p99: 12,
                        inFlight: 1, queued: 0, workers: [])
                ])
        ]
    }

    var studios: [StudioPresence] {
        [StudioPresence(user: "ana", since: Self.ago(30), isReadOnly: false)]
    }

    func metrics(of job: JobName) -> [MetricSeries] {
        func series(_ key: String, _ count: Int = 60, _ value: (Double) -> Double?) -> MetricSeries {
            let points = (0..<count).map { step in
                ChartPoint(step: Int64(step), timestamp: 1_750_000_000_000 + Int64(step) * 1000, value: value(Double(step)))
            }
            return MetricSeries(key: key, points: points, isWhole: true)
        }
        return switch job {
        case Self.running: [
                series("accuracy", stepCount) { 1 - 1 / ($0 + 2) }, series("loss", stepCount) { 4 / ($0 + 1) + 0.3 },
            ]
        case "keen_elk_k3":
            [
                series("accuracy", 90) { 1 - 1 / ($0 + 4) }, series("epoch", 90) { $0 / 30 },
                series("loss", 90) { (20..<26).contains($0) ? nil : 3 / ($0 + 1) + 0.1 },
            ]
        case "dull_ant_d4": [series("loss", 12) { 4 + $0 / 4 }]
        default: []
        }
    }

    /// As a request wants them: a part, and thinned.
    func metrics(of job: JobName, _ query: [String: String]) -> [MetricSeries] {
        let limit = query["points"].flatMap { Int($0) } ?? 1000
        let (low, high) = (query["from"].flatMap { Int64($0) } ?? .min, query["to"].flatMap { Int64($0) } ?? .max)
        return metrics(of: job).map { series in
            let part = series.points.filter { $0.step >= low && $0.step <= high }
            guard part.count > limit else { return MetricSeries(key: series.key, points: part, isWhole: true) }
            var thinner = MetricThinner(total: part.count, limit: limit, hasGaps: false)
            for point in part {
                thinner.add(MetricPoint(step: point.step, timestamp: point.timestamp, value: point.value ?? .nan))
            }
            let points = thinner.finish().map { ChartPoint(step: $0.step, timestamp: $0.timestamp, value: $0.value) }
            return MetricSeries(key: series.key, points: points, isWhole: true)
        }
    }

    /// What each job logged.
    private static let parameters: [JobName: [String: String]] = [
        running: ["batch": "256", "lr": "0.01", "seed": "7"],
        "keen_elk_k3": ["batch": "256", "lr": "0.001", "seed": "7", "warmup": "100"],
        "dull_ant_d4": ["batch": "256", "lr": "3.0", "seed": "7"],
    ]

    func details(of job: JobName) -> JobDetails? {
        guard let summary = jobs.first(where: { $0.name == job }) else { return nil }
        return JobDetails(
            job: full(summary), artifacts: "/home/ana/atelier/runs/\(job)/artifacts",
            outputs: ["model": "/home/ana/atelier/runs/\(job)/model"], metrics: ["loss": 0.412],
            parameters: Self.parameters[job] ?? [:], experimentID: "1")
    }

    func full(_ summary: JobSummary) -> Job {
        let environment = EnvironmentReference.registered(AssetReference(name: "sklearn", selector: .version("1")))
        return Job(
            name: summary.name, workspace: Self.workspace,
            spec: JobSpec(
                tags: summary.tags,
                work: .command(CommandWork(command: "python train.py --lr 0.01", environment: environment,
                        inputs: ["data": .data(DataInput(location: .asset(AssetReference(name: "churn", selector: .version("1")))))]))),
            experiment: summary.experiment, displayName: summary.displayName, status: summary.status,
            reason: summary.reason, exitCode: summary.exitCode, compute: summary.compute, node: summary.node,
            creation: CreationContext(at: summary.createdAt, by: summary.createdBy), startedAt: summary.startedAt,
            endedAt: summary.endedAt)
    }

    /// Only the running job has written anything.
    func log(of job: JobName) -> [LogLine] { job == Self.running ? logLines : [] }

    func logTail(of job: JobName, count: Int, level: LogLevel?, only: String?) -> LogPage {
        let lines = log(of: job).filter { Self.isShown($0, level, only) }.suffix(count)
        let isComplete = jobs.first { $0.name == job }?.status.isFinal ?? true
        return LogPage(lines: Array(lines), total: log(of: job).count, isComplete: isComplete)
    }

    func logLines(of job: JobName, from: Int?, isForward: Bool, count: Int, level: LogLevel?, only: String?) -> LogPage {
        let all = log(of: job)
        let start = from ?? all.count
        let lines = all.filter { Self.isShown($0, level, only) && (isForward ? $0.number >= start : $0.number <= start) }
        return LogPage(
            lines: Array(isForward ? lines.prefix(count) : lines.suffix(count)), total: all.count, isComplete: false)
    }

    func logHit(of job: JobName, from: Int?, isForward: Bool, where matches: (LogLine) -> Bool) -> Int? {
        let all = log(of: job)
        let start = from ?? all.count + 1
        return isForward
            ? all.first { $0.number > start && matches($0) }?.number
            : all.last { $0.number < start && matches($0) }?.number
    }

    func logMap(of job: JobName, rows: Int, pattern: String?) -> LogMap {
        let all = log(of: job)
        var map = (levels: [LogLevel?](repeating: nil, count: rows), hits: [Int](repeating: 0, count: rows))
        for line in all {
            let row = (line.number - 1) * rows / all.count
            if let level = line.level, level >= .warning { map.levels[row] = max(map.levels[row] ?? level, level) }
            if let pattern, line.text.contains(pattern) { map.hits[row] += 1 }
        }
        return LogMap(levels: map.levels, hits: map.hits, total: all.count)
    }

    private static func isShown(_ line: LogLine, _ level: LogLevel?, _ only: String?) -> Bool {
        (level.map { (line.level ?? .debug) >= $0 } ?? true) && (only.map { line.text.contains($0) } ?? true)
    }
}
