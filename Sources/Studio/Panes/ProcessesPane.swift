import Domain
package import Terminal

/// What runs on the selected node: its job's processes, the busiest first, each with its threads; and what the engine's own
/// threads do for it.
package struct ProcessesPane: ListPane {
    /// A process, or one of its threads; the engine's own are of process 0.
    package struct Row: Sendable, Hashable {
        let pid: Int32
        let thread: Int32?
        /// How many processes of the job it descends from, where the tree is shown.
        var depth = 0
    }

    package let name = PaneName.processes
    package var scope: ActionScope { .pane(.processes) }
    package var list = ListState<Row>()
    /// Below what started them; else the busiest first, with their threads.
    private var isTree = false

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let processes = Self.load(context)?.processes ?? []
        let threads = Self.load(context)?.threads ?? []
        let own = threads.isEmpty
            ? [] : [Row(pid: Self.engine, thread: nil)] + threads.map { Row(pid: Self.engine, thread: $0.id) }
        let rows = own + (isTree ? Self.tree(of: processes) : processes.flatMap { process in
            // A process of one thread is that thread.
            [Row(pid: process.pid, thread: nil)]
                + (process.threads.count > 1 ? process.threads.map { Row(pid: process.pid, thread: $0.id) } : [])
        })
        list.replace(rows: rows, height: context.rows - 1)
    }

    /// No process has this number.
    private static let engine: Int32 = 0

    mutating func toggleTree() { isTree.toggle() }

    /// The selected process, with the one a selected thread is of.
    func process(_ context: PaneContext) -> ProcessLoad? {
        list.selected.flatMap { row in Self.load(context)?.processes.first { $0.pid == row.pid } }
    }

    /// Each below its parent, in the order of their numbers.
    private static func tree(of processes: [ProcessLoad]) -> [Row] {
        let known = Set(processes.map(\.pid))
        let children = Dictionary(grouping: processes.sorted { $0.pid < $1.pid }) { known.contains($0.parent) ? $0.parent : 0 }
        func rows(below pid: Int32, depth: Int) -> [Row] {
            (children[pid] ?? []).flatMap {
                [Row(pid: $0.pid, thread: nil, depth: depth)] + rows(below: $0.pid, depth: depth + 1)
            }
        }
        return rows(below: 0, depth: 0)
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.load] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let node = context.subject.node.map { " on \($0.rawValue.neutralised)" } ?? ""
        let load = Self.load(context)
        let processes = load?.processes ?? []
        let threads = (load?.threads?.count ?? 0) + processes.reduce(0) { $0 + $1.threads.count }
        return BoxTitles(
            name.title + node,
            trailing: "\(processes.count) processes, \(threads) threads",
            bottom: list.position)
    }

    private static let columns = [
        Column("PID", 7, .right), Column("CPU", 5, .right), Column("CORE", 4, .right, from: 44),
        Column("NICE", 4, .right, from: 60),
        Column("MEMORY", 10, .right), Column("COMMAND", 12, isElastic: true),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            let text = context.subject.node == nil ? "select a node to see what runs there" : "nothing runs there"
            surface.note(text, in: rect, context)
            return
        }
        let processes = Self.load(context)?.processes ?? []
        let own = Self.load(context)?.threads ?? []
        surface.table(Self.columns, list, in: rect, context) { row in
            if row.pid == Self.engine { return Self.fields(of: row, own, context) }
            guard let process = processes.first(where: { $0.pid == row.pid }) else { return [] }
            guard let id = row.thread else {
                return [
                    Field("\(process.pid)"), Self.busy(process.processors), Field(""), Field(""), Field("\(process.memory)"),
                    Field(Self.branch(row.depth, context) + process.shownCommand, .textStrong),
                ]
            }
            guard let thread = process.threads.first(where: { $0.id == id }) else { return [] }
            return Self.fields(of: thread, context)
        }
    }

    private static func fields(of thread: ThreadLoad, _ context: PaneContext) -> [Field] {
        [
            Field("\(thread.id)", .textDim), busy(thread.processors), Field("\(thread.core)", .textDim),
            Field(thread.niceness.map { "\($0)" } ?? "", .textDim), Field(""),
            Field(branch(1, context) + thread.name.neutralised, .textDim),
        ]
    }

    /// The engine's threads of the node together, or one of them.
    private static func fields(of row: Row, _ threads: [ThreadLoad], _ context: PaneContext) -> [Field] {
        guard let id = row.thread else {
            let all = threads.reduce(0) { $0 + $1.processors }
            return [
                Field("engine", .textDim), busy(all), Field(""), Field(""), Field(""),
                Field("what the engine trains here", .textStrong),
            ]
        }
        return threads.first { $0.id == id }.map { fields(of: $0, context) } ?? []
    }

    private static func branch(_ depth: Int, _ context: PaneContext) -> String {
        depth == 0 ? "" : String(repeating: "  ", count: depth) + (context.glyphs == .ascii ? "- " : "└ ")
    }

    private static func busy(_ processors: Double) -> Field {
        Field(MetricText.short((processors * 100).rounded() / 100), processors < 0.01 ? .textDim : .text)
    }

    private static func load(_ context: PaneContext) -> NodeLoad? {
        guard let compute = context.subject.compute, let node = context.subject.node else { return nil }
        return NodesPane.load(of: NodesPane.Place(compute: compute, node: node), context.data)
    }
}

extension ProcessLoad {
    /// On one line, with the program by its name and not its path.
    var shownCommand: String {
        let words = command.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let program = words.first?.split(separator: "/").last ?? ""
        return ([program] + words.dropFirst()).joined(separator: " ")
            .map { $0.isNewline || $0 == "\t" ? " " : String($0) }.joined().neutralised
    }
}
