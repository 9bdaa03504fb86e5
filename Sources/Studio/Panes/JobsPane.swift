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
    /// The searches whose trials are shown below them.
    private var unfolded: Set<JobName> = []
    /// The trials that are shown below their search.
    private var trials: Set<JobName> = []

    /// What the rows were worked out from.
    private struct Shown: Equatable {
        let version: Int
        let filter: String?
        let arrangement: TableArrangement
        let unfolded: Set<JobName>
    }

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let jobs = context.data.jobs
        let now = Shown(version: jobs.version, filter: list.filter, arrangement: arrangement(context), unfolded: unfolded)
        var rows = list.rows
        if now != shown {
            let filter = list.filter.map { JobFilterText($0) }
            let matching = jobs.all.filter { !$0.isArchived && filter?.matches($0) ?? true }
            let arranged = now.arrangement.arranged(matching) { Self.key(of: $0, $1, context) }
            rows = filter == nil ? folded(arranged, jobs) : arranged.map(\.name)
            shown = now
        }
        list.replace(rows: rows, height: context.rows - 1)
    }

    // MARK: Trials

    /// Each search with its trials below it where they are wanted; a filter looks at all jobs alike.
    private mutating func folded(_ arranged: [JobSummary], _ jobs: JobTable) -> [JobName] {
        let searches = Set(arranged.lazy.filter { $0.search != nil }.map(\.name))
        let isTrial = { (job: JobSummary) in job.parent.map(searches.contains) == true }
        let below = arranged.filter { isTrial($0) && unfolded.contains($0.parent ?? $0.name) }
        let wanted = Dictionary(grouping: below) { $0.parent }
        trials = Set(wanted.values.joined().map(\.name))
        return arranged.filter { !isTrial($0) }.flatMap { job in [job.name] + (wanted[job.name] ?? []).map(\.name) }
    }

    mutating func unfold(_ context: PaneContext) {
        guard let job = list.selected, context.data.jobs[job]?.search != nil else { return }
        unfolded.insert(job)
        refresh(context)
        // As many of them in sight as there is room for.
        let (height, below) = (context.rows - 1, list.rows.drop { $0 != job }.dropFirst().prefix { trials.contains($0) })
        if let last = below.prefix(max(0, height - 1)).last { list.select(last, height: height) }
        list.select(job, height: height)
    }

    /// Folds the selected search, or the one that the selected trial is of, and selects it.
    mutating func fold(_ context: PaneContext) {
        guard let job = list.selected else { return }
        let search = trials.contains(job) ? context.data.jobs.search(of: job) ?? job : job
        list.select(search, height: context.rows - 1)
        unfolded.remove(search)
        refresh(context)
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
            Field(sign.text, sign.role), Field(branch(of: job, context) + job.displayName.neutralised), Field(job.name.rawValue.neutralised, .textDim),
            Field(job.experiment.neutralised, .textDim),
            Field(job.createdBy.neutralised, .textDim), place(of: job),
            Field(Self.tags(of: job).neutralised, .textDim), Field(TimeText.age(of: job.createdAt, at: context.now), .textDim),
            Field(time(of: job, context)), note(of: job, context),
        ]
    }

    /// What stands before a search's name, and its trials' below it.
    private func branch(of job: JobSummary, _ context: PaneContext) -> String {
        let isASCII = context.glyphs == .ascii
        if trials.contains(job.name), list.filter == nil { return isASCII ? "  - " : "  └ " }
        guard job.search != nil, list.filter == nil else { return "" }
        return unfolded.contains(job.name) ? (isASCII ? "v " : "▾ ") : (isASCII ? "> " : "▸ ")
    }

    /// A search runs nowhere itself: there it says how far it is.
    private func place(of job: JobSummary) -> Field {
        if let search = job.search { return Field("\(search.kind.rawValue) \(search.done)/\(search.limit)") }
        return Field((job.node?.rawValue ?? job.compute.rawValue).neutralised, .textDim)
    }

    private static func tags(of job: JobSummary) -> String {
        job.tags.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    private func time(of job: JobSummary, _ context: PaneContext) -> String {
        if let position = job.queuePosition { return "q#\(position)" }
        guard let start = job.startedAt else { return "-" }
        return TimeText.duration((job.endedAt ?? context.now).timeIntervalSince(start))
    }

    /// The last metric, of a search the best; or why there is none.
    private func note(of job: JobSummary, _ context: PaneContext) -> Field {
        if let search = job.search, job.status != .failed {
            // Where the column that says how far it is has no room, this one does.
            guard Column.lay(Self.columns, in: context.columns - 3).contains(where: { Self.columns[$0.index].name == "ON" }),
                !arrangement(context).hidden.contains("ON")
            else { return place(of: job) }
            return Field(search.best?.value.map { "best \(MetricText.short($0))" } ?? job.status.rawValue.lowercased())
        }
        return switch job.status {
        case .failed: Field((job.exitCode.map { "exit \($0)" } ?? job.reason ?? "failed").neutralised, .stateFailed)
        case .canceled: Field("canceled", .stateCanceled)
        case .queued: Field((job.reason ?? "queued").neutralised, .stateQueued)
        default: Field(job.lastMetric?.text ?? job.status.rawValue.lowercased())
        }
    }
}
