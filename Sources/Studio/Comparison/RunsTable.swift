import Domain
import FoundationEssentials
import Terminal

/// The columns and rows of runs side by side: as many metrics and differing parameters as there is room for.
struct RunsTable {
    private let runs: [ComparedRun]
    private let removed: Set<JobName>
    private let pinned: JobName?
    private let facts: [JobName: RunFacts]
    private let context: PaneContext
    private let metrics: [String]
    private let parameters: [RunFacts.Name]

    /// From this width on also where a run came from, and how it went.
    private static let wide = 112

    init(
        runs: [ComparedRun], removed: Set<JobName>, pinned: JobName?, facts: [JobName: RunFacts], width: Int,
        _ context: PaneContext
    ) {
        self.runs = runs
        self.removed = removed
        self.pinned = pinned
        self.facts = facts
        self.context = context
        let room = max(2, (width - (width < Self.wide ? 36 : 76)) / 10)
        let differing = RunDifferences(runs.compactMap { facts[$0.job] }).differing.map(\.name).filter(\.isParameter)
        let books = runs.compactMap { context.data.metrics[$0.job]?.charts }
        metrics = MetricText.commonest(books, room: room - min(differing.count, room / 2))
        parameters = Array(differing.prefix(room - metrics.count))
    }

    var columns: [Column] {
        [Column("KEY", 3), Column("NAME", 12, isElastic: true), Column("", 1)]
            + metrics.map { Column($0.neutralised.uppercased(), 9, .right) }
            + parameters.map { Column($0.text.neutralised.uppercased(), 9, .right) }
            + [
                Column("TIME", 8, .right), Column("CODE", 7, from: Self.wide), Column("DATA", 16, from: Self.wide),
                Column("TREND", 13, from: Self.wide),
            ]
    }

    func fields(of job: JobName) -> [Field] {
        guard let run = runs.first(where: { $0.job == job }) else { return [] }
        let (summary, book, facts) = (context.data.jobs[job], context.data.metrics[job], facts[job])
        let style = removed.contains(job) ? context.theme[.textDim] : context.theme.series(run.number)
        let name = summary.map(\.displayName) ?? job.rawValue
        let sign = summary.map { StatusSign.of($0.status, context.glyphs) } ?? Field("?", .stateIdle)
        return [
            Field("\(run.letter)\(job == pinned ? "*" : removed.contains(job) ? "-" : "")", style: style),
            Field(name.neutralised, removed.contains(job) ? .textDim : .text), sign,
        ] + metrics.map { key in
            Field(book?.series[key]?.last { $0.value != nil }?.value.map(MetricText.short) ?? "-")
        } + parameters.map { Field(facts?.values[$0]?.neutralised ?? "-", .textStrong) } + [
            Field(time(of: summary)), Field(facts?.source?.neutralised ?? "-", .textDim),
            Field(facts?.data?.neutralised ?? "-", .textDim), Field(trend(of: book), style: style),
        ]
    }

    private func time(of job: JobSummary?) -> String {
        guard let job, let start = job.startedAt else { return "-" }
        return TimeText.duration((job.endedAt ?? context.now).timeIntervalSince(start))
    }

    private func trend(of book: MetricBook?) -> String {
        guard let key = metrics.first, let points = book?.series[key] else { return "" }
        return Sparkline(points.map(\.value), glyphs: context.glyphs).text(width: 13)
    }
}
