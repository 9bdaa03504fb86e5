package import Domain
import FoundationEssentials
package import Terminal

/// The runs that are compared: each with its letter on the chart, and beside each other what came of them and what they
/// were run with.
package struct RunsPane: ListPane {
    package let name = PaneName.runs
    package var scope: ActionScope { .pane(.runs) }
    private let runs: [ComparedRun]
    package var list = ListState<JobName>()
    /// Those that are neither on the chart nor among the differences.
    private(set) var removed: Set<JobName> = []
    /// Stands first: the others are measured by it.
    private(set) var pinned: JobName?

    package init(of jobs: [JobName]) {
        runs = ComparedRun.runs(jobs)
    }

    package mutating func refresh(_ context: PaneContext) {
        list.replace(rows: order.map(\.job), height: context.rows - 1)
    }

    private var order: [ComparedRun] { runs.filter { $0.job == pinned } + runs.filter { $0.job != pinned } }
    private var shown: [ComparedRun] { order.filter { !removed.contains($0.job) } }

    mutating func toggleSelected() {
        guard let job = list.selected else { return }
        removed.formSymmetricDifference([job])
    }

    mutating func pinSelected() {
        pinned = pinned == list.selected ? nil : list.selected
    }

    package func subject(_ data: StudioData) -> Subject { Subject(job: list.selected, runs: shown) }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        Set(runs.map { .details($0.job, in: context.data) })
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let pin = runs.first { $0.job == pinned }.map { ", pin \($0.letter)" } ?? ""
        return BoxTitles(name.title, trailing: "\(shown.count) of \(runs.count) shown\(pin)", bottom: list.position)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let facts = runs.reduce(into: [JobName: RunFacts]()) { facts, run in
            facts[run.job] = context.data.details[run.job].map(RunFacts.init)
        }
        let table = RunsTable(runs: order, removed: removed, pinned: pinned, facts: facts, width: rect.width, context)
        surface.table(table.columns, list, in: rect, context) { table.fields(of: $0) }
    }
}
