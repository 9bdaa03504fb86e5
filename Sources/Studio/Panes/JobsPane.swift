package import Domain
import FoundationEssentials
package import Terminal

/// The queue: every job of the workspace, newest first.
package struct JobsPane: TablePane {
    package let name = PaneName.jobs
    package var scope: ActionScope { .pane(.jobs) }
    package var list = ListState<JobName>()
    /// To be selected as soon as it is there.
    package var wanted: JobName? {
        get { list.wanted.map { JobName($0) } }
        set { list.wanted = newValue?.rawValue }
    }
    private var shown: Shown?

    /// What the rows were worked out from.
    private struct Shown: Equatable {
        let version: Int
        let filter: String?
        let arrangement: TableArrangement
    }

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let jobs = context.data.jobs
        let now = Shown(version: jobs.version, filter: list.filter, arrangement: arrangement(context))
        var rows = list.rows
        if now != shown {
            let filter = list.filter.map { JobFilterText($0) }
            let matching = jobs.all.filter { !$0.isArchived && filter?.matches($0) ?? true }
            rows = now.arrangement.arranged(matching) { Self.key(of: $0, $1, context) }.map(\.name)
            shown = now
        }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func subject(_ data: StudioData) -> Subject { Subject(job: list.selected) }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let counts = context.data.jobs.counts
        let queued = counts[.queued] ?? 0
        let running = counts.filter { !$0.key.isFinal }.values.reduce(0, +) - queued
        let signs = StatusSign.self
        let summary = "\(running)\(signs.running(context.glyphs)) \(queued)\(signs.queued(context.glyphs))"
        return BoxTitles(name.label + filterMark, trailing: summary, bottom: list.position)
    }

    private static let columns = [
        Column("", 1, name: "STATE"), Column("NAME", 22, isElastic: true), Column("ID", 16), Column("EXPERIMENT", 14, from: 90),
        Column("BY", 8, from: 84), Column("ON", 12, from: 66), Column("TAGS", 18), Column("AGE", 4, .right),
        Column("TIME", 8, .right), Column("LAST METRIC", 16, from: 40),
    ]

    package static let usual = TableArrangement(hidden: ["ID", "TAGS", "AGE"])

    package func columnNames(_ context: PaneContext) -> [String] { Self.columns.map(\.name) }

    private static func key(of job: JobSummary, _ column: String, _ context: PaneContext) -> TableArrangement.Key {
        switch column {
        case "STATE": .text(job.status.rawValue)
        case "NAME": .text(job.displayName.lowercased())
        case "ID": .text(job.name.rawValue)
        case "EXPERIMENT": .text(job.experiment.lowercased())
        case "BY": .text(job.createdBy.lowercased())
        case "ON": .text(job.node?.rawValue ?? job.compute.rawValue)
        case "TAGS": job.tags.isEmpty ? .nothing : .text(tags(of: job))
        case "AGE": .number(context.now.timeIntervalSince(job.createdAt))
        case "TIME": .number(optional: job.startedAt.map { (job.endedAt ?? context.now).timeIntervalSince($0) })
        case "LAST METRIC": .number(optional: job.lastMetric?.value)
        default: .nothing
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            let text = list.filter == nil
                ? "no jobs yet: '\(context.keymap.way(to: "job.new"))' submits a job from a YAML file" : "no job matches; \(context.keymap.way(to: "go.back")) shows all again"
            surface.note(text, in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context, arrangement: arrangement(context)) { name in
            context.data.jobs[name].map { fields($0, context) } ?? []
        }
    }

    private func fields(_ job: JobSummary, _ context: PaneContext) -> [Field] {
        let sign = StatusSign.of(job.status, context.glyphs)
        return [
            Field(sign.text, sign.role), Field(job.displayName.neutralised), Field(job.name.rawValue.neutralised, .textDim),
            Field(job.experiment.neutralised, .textDim),
            Field(job.createdBy.neutralised, .textDim), Field((job.node?.rawValue ?? job.compute.rawValue).neutralised, .textDim),
            Field(Self.tags(of: job).neutralised, .textDim), Field(TimeText.age(of: job.createdAt, at: context.now), .textDim),
            Field(time(of: job, context)), note(of: job),
        ]
    }

    private static func tags(of job: JobSummary) -> String {
        job.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    private func time(of job: JobSummary, _ context: PaneContext) -> String {
        if let position = job.queuePosition { return "q#\(position)" }
        guard let start = job.startedAt else { return "-" }
        return TimeText.duration((job.endedAt ?? context.now).timeIntervalSince(start))
    }

    /// The last metric, or why there is none.
    private func note(of job: JobSummary) -> Field {
        switch job.status {
        case .failed: Field((job.exitCode.map { "exit \($0)" } ?? job.reason ?? "failed").neutralised, .stateFailed)
        case .canceled: Field("canceled", .stateCanceled)
        case .queued: Field((job.reason ?? "queued").neutralised, .stateQueued)
        default: Field(job.lastMetric?.text ?? job.status.rawValue.lowercased())
        }
    }
}
