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

    package var isFiltered: Bool { list.filter != nil }

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

    private static let first = [
        Column("", 1, name: "STATE"), Column("", 1, name: "BEST"), Column("TRIAL", 5, .right), Column("SCORE", 9, .right),
    ]
    private static let last = [Column("TIME", 8, .right), Column("ON", 10, from: 92), Column("ID", 20)]

    package static let usual = TableArrangement(hidden: ["ID"])

    /// All trials of a sweep have the same parameters: each has a column, as long as there is room for all of them. Those of
    /// automl's algorithms are different ones, and stand as text.
    private func columns(_ context: PaneContext) -> [Column] {
        let progress = progress(context)
        let text = Column("PARAMETERS", 16, isElastic: true)
        guard progress?.trials.contains(where: { $0.algorithm != nil }) != true else {
            return Self.first + [Column("ALGORITHM", 20), text] + Self.last
        }
        let own = (progress?.parameterNames ?? []).sorted().map { name in
            Column(name.neutralised.uppercased(), min(16, max(7, name.cellWidth)), .right, name: name)
        }
        let fixed = (Self.first + Self.last.prefix(context.columns - 3 < 92 ? 1 : 2)).reduce(0) { $0 + $1.width + 1 }
        let room = context.columns - 3 - fixed
        let isRoomy = !own.isEmpty && own.reduce(0) { $0 + $1.width + 1 } <= room
        return Self.first + (isRoomy ? own : [text]) + Self.last
    }

    package func columnNames(_ context: PaneContext) -> [String] { columns(context).map(\.name) }

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
        default: trial.parameters[column].map { $0.number.map { .number($0) } ?? .text($0.shortText) } ?? .nothing
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
        let columns = columns(context)
        let trials = Dictionary(progress.trials.map { ($0.job, $0) }, uniquingKeysWith: { $1 })
        let best = progress.bestTrial?.job
        surface.table(columns, list, in: rect, context, arrangement: arrangement(context)) { job in
            trials[job].map { trial in
                columns.map { Self.field($0.name, of: trial, isBest: job == best, context) }
            } ?? []
        }
    }

    private static func field(_ column: String, of trial: SearchTrial, isBest: Bool, _ context: PaneContext) -> Field {
        switch column {
        case "STATE": StatusSign.of(trial.status, context.glyphs)
        case "BEST": Field(isBest ? LineChart.Mark.Sign.best.glyph(context.glyphs).text : "", .rowMarked)
        case "TRIAL": Field("\(trial.number)", .textDim)
        case "SCORE":
            Field(
                trial.score.map(MetricText.short) ?? "-",
                isBest ? .textStrong : trial.status.isFinal ? .text : .stateRunning)
        case "ALGORITHM": Field(trial.algorithm?.neutralised ?? "")
        case "PARAMETERS": Field(trial.parameterText.neutralised, .textDim)
        case "TIME": Field(trial.duration(at: context.now).map(TimeText.duration) ?? "-")
        case "ON": Field(context.data.jobs[trial.job]?.node?.rawValue.neutralised ?? "-", .textDim)
        case "ID": Field(trial.job.rawValue.neutralised, .textDim)
        default: Field(trial.parameters[column]?.shortText.neutralised ?? "-", .textDim)
        }
    }
}
