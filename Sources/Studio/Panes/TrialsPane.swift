package import Domain
import FoundationEssentials
package import Terminal

/// The trials of a search, the best first: each with what it tries, its score as far as it is known, and how it goes.
package struct TrialsPane: TablePane {
    package let name = PaneName.trials
    package var scope: ActionScope { .pane(.trials) }
    package var list = ListState<JobName>()
    private let search: JobName

    /// - Parameter trial: the one to select as soon as it is there.
    package init(of search: JobName, at trial: JobName? = nil) {
        self.search = search
        list.wanted = trial?.rawValue
    }

    private func progress(_ context: PaneContext) -> SearchProgress? { context.data.searches[search]?.progress }

    package mutating func refresh(_ context: PaneContext) {
        let trials = progress(context)?.ranked ?? []
        let words = (list.filter ?? "").lowercased().split(separator: " ")
        let matching = trials.filter { trial in
            let text = Self.text(of: trial)
            return words.allSatisfy(text.contains)
        }
        let rows = arrangement(context).arranged(matching) { Self.key(of: $0, $1, context) }
        list.replace(rows: rows.map(\.job), height: context.rows - 1)
    }

    /// All that a filter looks in.
    private static func text(of trial: SearchTrial) -> String {
        "\(trial.number) \(trial.shortText) \(trial.status.rawValue) \(trial.job) \(trial.reason ?? "")".lowercased()
    }

    package func subject(_ data: StudioData) -> Subject { Subject(job: list.selected) }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { context.data.subscriptions(toSearch: search) }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let progress = progress(context)
        let signs = StatusSign.self
        let summary = progress.map {
            "\($0.runningCount)\(signs.running(context.glyphs)) \($0.queuedCount)\(signs.queued(context.glyphs))"
        }
        return BoxTitles(name.title + filterMark, trailing: summary ?? "", bottom: list.position)
    }

    /// What a trial that runs, waits or went wrong has to say.
    package func remark(_ context: PaneContext) -> String? {
        guard let trial = progress(context)?.trial(list.selected) else { return nil }
        let what = "trial \(trial.number): \(trial.shortText)".neutralised
        return trial.reason.map { "\(what)  (\($0.neutralised))" } ?? what
    }

    // MARK: The table

    private static let columns = [
        Column("", 1, name: "STATE"), Column("", 1, name: "BEST"), Column("TRIAL", 5, .right), Column("SCORE", 9, .right),
        Column("ALGORITHM", 20), Column("PARAMETERS", 16, isElastic: true), Column("TIME", 8, .right),
        Column("ON", 10, from: 92), Column("ID", 20),
    ]

    package static let usual = TableArrangement(hidden: ["ID"])

    package func columnNames(_ context: PaneContext) -> [String] { Self.columns.map(\.name) }

    private static func key(of trial: SearchTrial, _ column: String, _ context: PaneContext) -> TableArrangement.Key {
        switch column {
        case "STATE": .text(trial.status.rawValue)
        case "TRIAL": .number(Double(trial.number))
        case "SCORE", "BEST": .number(optional: trial.score.flatMap { $0.isFinite ? $0 : nil })
        case "ALGORITHM": .text(optional: trial.algorithm)
        case "PARAMETERS": trial.parameters.isEmpty ? .nothing : .text(trial.parameterText)
        case "TIME": .number(optional: trial.duration(at: context.now))
        case "ON": .text(optional: context.data.jobs[trial.job]?.node?.rawValue)
        case "ID": .text(trial.job.rawValue)
        default: .nothing
        }
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard let progress = progress(context) else {
            surface.note("reading \(context.glyphs.ellipsis)", in: rect, context)
            return
        }
        guard !list.rows.isEmpty else {
            let all = context.keymap.way(to: "go.back")
            let text = progress.trials.isEmpty ? "no trial has begun yet" : "no trial matches; \(all) shows all again"
            surface.note(text, in: rect, context)
            return
        }
        var arrangement = arrangement(context)
        // A sweep's trials all run the same.
        if !progress.trials.contains(where: { $0.algorithm != nil }) { arrangement.hidden.insert("ALGORITHM") }
        let trials = Dictionary(progress.trials.map { ($0.job, $0) }, uniquingKeysWith: { $1 })
        let best = progress.bestTrial?.job
        surface.table(Self.columns, list, in: rect, context, arrangement: arrangement) { job in
            trials[job].map { Self.fields(of: $0, isBest: job == best, context) } ?? []
        }
    }

    private static func fields(of trial: SearchTrial, isBest: Bool, _ context: PaneContext) -> [Field] {
        let sign = isBest ? LineChart.Mark.Sign.best.glyph(context.glyphs).text : ""
        let isLive = !trial.status.isFinal
        return [
            StatusSign.of(trial.status, context.glyphs), Field(sign, .rowMarked), Field("\(trial.number)", .textDim),
            Field(trial.score.map(MetricText.short) ?? "-", isBest ? .textStrong : isLive ? .stateRunning : .text),
            Field(trial.algorithm?.neutralised ?? ""), Field(trial.parameterText.neutralised, .textDim),
            Field(trial.duration(at: context.now).map(TimeText.duration) ?? "-"),
            Field(context.data.jobs[trial.job]?.node?.rawValue.neutralised ?? "-", .textDim),
            Field(trial.job.rawValue.neutralised, .textDim),
        ]
    }
}
