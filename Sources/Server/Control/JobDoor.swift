import ControlAPI
import Domain
import Engine
import Hummingbird
import NIOCore
import ServiceLifecycle

/// Routes of jobs and their logs.
enum JobDoor {
    static func register(on router: Router<BasicRequestContext>, engine: Engine) {
        let jobs = engine.jobs
        router.on(JobRoutes.create) { request, spec in
            try await jobs.submit(spec, in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.list) { try await jobs.list(in: $0.workspace, $0.jobFilter) }
        router.on(JobRoutes.summaries) { try await jobs.summaries(in: $0.workspace, $0.summaryFilter) }
        router.on(JobRoutes.show) { try await details(of: $0.id("job"), in: $0.workspace, engine) }
        router.on(JobRoutes.search) { request in
            try await jobs.progress(of: request.id("job"), in: request.workspace)
        }
        router.on(JobRoutes.cancel) { request in
            try await jobs.cancel(request.id("job"), in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.kill) { request in
            try await jobs.kill(request.id("job"), in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.signal) { request, order in
            try await jobs.signal(
                request.id("job"), process: order.process, order.signal, in: request.workspace, by: request.person)
            return Nothing()
        }
        router.on(JobRoutes.rerun) { request, repetition in
            try await jobs.rerun(
                request.id("job"), instead: repetition.spec, in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.compare) { request in
            guard let earlier = request.text("with") else {
                throw AtelierError(.invalidArgument, "it is not said which job to compare with", hint: "add with=JOB")
            }
            return try await jobs.compare(request.id("job"), with: JobName(earlier), in: request.workspace)
        }
        router.on(JobRoutes.move) { request, move in
            try await jobs.move(request.id("job"), isUp: move.isUp, in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.delete) { request in
            try await jobs.delete(request.id("job"), in: request.workspace, by: request.person)
        }
        router.on(JobRoutes.update) { request, edit in
            try await jobs.update(request.id("job"), in: request.workspace, edit, by: request.person)
        }
        router.on(JobRoutes.wait) { request in
            let name: JobName = try request.id("job")
            let workspace = try request.workspace
            let limit = Duration.seconds(try request.number("seconds") ?? 30)
            let end = try await within(limit, of: engine.context.clock) {
                try await jobs.end(of: name, in: workspace)
            }
            if let end { return end }
            return try await jobs.show(name, in: workspace)
        }
        router.stream(JobRoutes.logs, contentType: "application/octet-stream") { request in
            let name: JobName = try request.id("job")
            let workspace = try request.workspace
            let offset = try request.number("from") ?? 0
            let view = JobLogView(rawValue: request.text("view") ?? "") ?? .raw
            var shutdown: (@Sendable () async -> Void)?
            if request.flag("follow") { shutdown = { _ = try? await gracefulShutdown() } }
            return try await jobs.logPieces(of: name, in: workspace, from: offset, follow: shutdown, view: view)
                .map { ByteBuffer(bytes: LogFrame(nextOffset: $0.nextOffset, bytes: $0.bytes).encoded) }
        }
        router.on(JobRoutes.files) { request in
            try await jobs.files(of: request.id("job"), in: request.workspace).entries(of: request.text("path") ?? "")
        }
        router.stream(JobRoutes.file, contentType: "application/octet-stream") { request in
            let files = try await jobs.files(of: request.id("job"), in: request.workspace)
            return try await files.content(
                of: request.text("path") ?? "", from: request.number("from") ?? 0, count: request.number("count")
            ).cancelOnGracefulShutdown().map { ByteBuffer(bytes: $0) }
        }
        router.stream(JobRoutes.metrics, contentType: "application/jsonl") { request in
            let workspace = try request.workspace
            let job = try await jobs.show(request.id("job"), in: workspace)
            let keys = request.text("keys").map { Set($0.split(separator: ",").map(String.init)) }
            let steps = try request.chartSteps
            var ended: (@Sendable () async -> Void)?
            if request.flag("follow"), !job.status.isFinal {
                ended = { _ = try? await jobs.end(of: job.name, in: workspace) }
            }
            return engine.tracking.charts(
                of: RunID(job.name.rawValue), keys: keys, steps: steps, limit: try request.chartPoints, until: ended
            ).cancelOnGracefulShutdown().map(lines)
        }
    }

    private static func lines(_ series: [MetricSeries]) throws -> ByteBuffer {
        try series.reduce(into: ByteBuffer()) { buffer, series in
            buffer.writeBytes(try ControlCoding.encode(series))
            buffer.writeInteger(UInt8(ascii: "\n"))
        }
    }

    private static func details(
        of name: JobName, in workspace: WorkspaceName, _ engine: Engine
    ) async throws -> JobDetails {
        let job = try await engine.jobs.show(name, in: workspace)
        var outputs: [String: String] = [:]
        for output in job.spec.work.outputs.keys {
            outputs[output] = try await engine.locations.path(
                of: .jobOutput(name, output: output, path: ""), in: workspace)
        }
        return JobDetails(
            job: job, artifacts: engine.context.home.job(name, in: workspace).artifacts, outputs: outputs,
            metrics: try await engine.tracking.latestMetrics(of: name),
            parameters: try await engine.tracking.parameters(of: name),
            experimentID: try await engine.tracking.experiment(of: name).rawValue)
    }
}

extension ControlRequest {
    fileprivate var jobFilter: JobFilter {
        get throws {
            let list = try listFilter
            let statuses = try (text("status") ?? "").split(separator: ",").map { name in
                guard let status = JobStatus(rawValue: String(name)) else {
                    throw AtelierError(
                        .invalidArgument, "'\(String(name).neutralised)' is not a job status",
                        hint: "use \(JobStatus.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                return status
            }
            var tags: [String: String] = [:]
            if let text = text("tags") {
                guard case .object(let members)? = try? JSONParser.parse(text) else {
                    throw AtelierError(
                        .invalidArgument, "'\(text.neutralised)' is no map of tags", hint: "write {\"KEY\": \"VALUE\"}")
                }
                tags = members.mapValues { $0.stringValue ?? $0.compactText }
            }
            return JobFilter(
                archived: list.archived, experiment: text("experiment"), statuses: Set(statuses),
                parent: text("parent").map { JobName($0) }, hidesTrials: text("trials") == "false", tags: tags, limit: list.limit)
        }
    }

    fileprivate var summaryFilter: JobSummaryFilter {
        get throws {
            let list = try listFilter
            let names = text("names").map { $0.split(separator: ",").map { JobName(String($0)) } }
            if let names, names.count > Self.mostNames {
                throw AtelierError(
                    .invalidArgument, "\(names.count) names were given", hint: "give at most \(Self.mostNames) at once")
            }
            return JobSummaryFilter(
                archived: list.archived, before: text("before").map { JobName($0) }, names: names,
                limit: list.limit ?? JobSummaryFilter.pageLength)
        }
    }

    /// Which steps of a metric a chart wants; nil for all.
    fileprivate var chartSteps: ClosedRange<Int64>? {
        get throws {
            let (first, last) = (try step("from"), try step("to"))
            guard first != nil || last != nil else { return nil }
            let (low, high) = (first ?? .min, last ?? .max)
            guard low <= high else {
                throw AtelierError(.invalidArgument, "no step lies from \(low) to \(high)", hint: "give the smaller one as from")
            }
            guard !flag("follow") else {
                throw AtelierError(
                    .invalidArgument, "a part of a metric is read once", hint: "leave out follow, or from and to")
            }
            return low...high
        }
    }

    private func step(_ name: String) throws -> Int64? {
        guard let text = text(name) else { return nil }
        guard let step = Int64(text) else {
            throw AtelierError(.invalidArgument, "'\(text.neutralised)' is not a value for \(name)", hint: "use a step")
        }
        return step
    }

    /// How many points of a metric a chart wants.
    fileprivate var chartPoints: Int {
        get throws {
            let points = try number("points") ?? 1000
            guard (10...100_000).contains(points) else {
                throw AtelierError(
                    .invalidArgument, "\(points) is not a number of points for a chart", hint: "use 10 to 100000")
            }
            return Int(points)
        }
    }

    private static let mostNames = 1000
}
