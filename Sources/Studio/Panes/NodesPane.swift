package import Domain
import FoundationEssentials
package import Terminal

/// Every compute and its nodes: what runs where, and what it takes.
package struct NodesPane: FilteredPane {
    /// A compute, or one of its nodes.
    package struct Place: Sendable, Hashable, CustomStringConvertible {
        let compute: ComputeName
        let node: NodeName?

        package var description: String { [compute.rawValue, node?.rawValue].compactMap(\.self).joined(separator: "/") }
    }

    package let name = PaneName.nodes
    package var scope: ActionScope { .pane(.nodes) }
    package var list = ListState<Place>()

    package init(at compute: ComputeName?) {
        list.wanted = compute?.rawValue
    }

    package mutating func refresh(_ context: PaneContext) {
        let places = context.data.computes.flatMap { compute in
            [Place(compute: compute.name, node: nil)] + compute.nodes.map { Place(compute: compute.name, node: $0.name) }
        }
        let rows = places.filter { place in
            guard let text = list.filter else { return true }
            return "\(place.compute) \(place.node?.rawValue ?? "")".contains(text)
        }
        list.replace(rows: rows, height: context.rows - 1)
    }

    package func subject(_ data: StudioData) -> Subject {
        guard let place = list.selected else { return Subject() }
        return Subject(job: Self.node(place, data)?.job, compute: place.compute, node: place.node)
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.load] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let nodes = context.data.computes.flatMap(\.nodes)
        return BoxTitles(
            name.title + filterMark,
            trailing: "\(nodes.count { $0.job != nil }) of \(nodes.count) busy", bottom: list.position)
    }

    private static let columns = [
        Column("NAME", 22), Column("STATE", 10), Column("CPU", 5, .right), Column("OF", 3, .right),
        Column("MEMORY", 18, .right, from: 62), Column("FOR", 5, .right, from: 84), Column("JOB", 12, isElastic: true),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note(list.filter == nil ? "no computes" : "no node matches; \(context.keymap.way(to: "go.back")) shows all again", in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context) { place in
            guard let compute = context.data.computes.first(where: { $0.name == place.compute }) else { return [] }
            guard let node = Self.node(place, context.data) else { return Self.fields(of: compute) }
            return Self.fields(of: node, in: compute, context)
        }
    }

    private static func node(_ place: Place, _ data: StudioData) -> ComputeNode? {
        data.computes.first { $0.name == place.compute }?.nodes.first { $0.name == place.node }
    }

    private static func fields(of compute: Compute) -> [Field] {
        let busy = compute.nodes.count { $0.job != nil }
        let state = compute.hold.map { Field($0, .stateDraining) }
            ?? Field(compute.provisioningState.rawValue.lowercased(), .textDim)
        return [
            Field(compute.name.rawValue.neutralised, .textStrong), state, Field(""), Field(""), Field(""), Field(""),
            Field("\(busy) of \(compute.nodes.count) busy, \(compute.spec.minInstances) to \(compute.spec.maxInstances) nodes", .textDim),
        ]
    }

    private static func fields(of node: ComputeNode, in compute: Compute, _ context: PaneContext) -> [Field] {
        let load = load(of: Place(compute: compute.name, node: node.name), context.data)
        let job = node.job.map { context.data.jobs[$0]?.displayName ?? $0.rawValue }
        return [
            Field("  " + node.name.rawValue.neutralised), state(of: node, in: compute),
            Field(load.map { MetricText.short(($0.processors * 100).rounded() / 100) } ?? "-"),
            Field("\(node.cores.count)", .textDim),
            Field(load.map { "\($0.memory.used)/\($0.memory.total)" } ?? "\(node.memory)"),
            Field(TimeText.age(of: node.since, at: context.now), .textDim), Field(job?.neutralised ?? "-"),
        ]
    }

    private static func state(of node: ComputeNode, in compute: Compute) -> Field {
        if node.isDraining || compute.drain?.holds(node.name) == true { return Field("draining", .stateDraining) }
        let role: Role =
            switch node.state {
            case .running: .stateRunning
            case .idle: .stateIdle
            case .preparing, .leaving: .stateQueued
            case .unusable: .stateFailed
            }
        return Field(node.state.rawValue, role)
    }

    static func load(of place: Place, _ data: StudioData) -> NodeLoad? {
        data.load?.nodes.first {
            $0.workspace == data.workspace && $0.compute == place.compute && $0.node == place.node
        }
    }
}
