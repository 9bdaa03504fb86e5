package import Domain
package import Terminal

/// The box and its computes: how busy each is, and what runs where.
package struct ComputePane: Pane {
    package let name = PaneName.compute
    package var scope: ActionScope { .pane(.compute) }
    package var list = ListState<ComputeName>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        list.replace(rows: context.data.computes.map(\.name), height: max(1, context.rows - Self.gauges(context).count))
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        list.move(movement, height: max(1, context.rows - Self.gauges(context).count))
    }

    package func subject(_ data: StudioData) -> Subject { Subject(compute: list.selected) }
    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.load] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let nodes = context.data.computes.flatMap(\.nodes)
        return BoxTitles(name.label, trailing: "\(nodes.count { $0.job != nil }) of \(nodes.count) nodes busy")
    }

    private struct Bar {
        let label: String
        let share: Double
        let note: String
    }

    private static func gauges(_ context: PaneContext) -> [Bar] {
        guard let load = context.data.load else { return [] }
        let busy = load.cores.reduce(0, +)
        return load.gpus.map {
            Bar(label: "gpu\($0.index)", share: $0.utilisation, note: sizes($0.memory))
        } + [
            Bar(
                label: "cpu", share: load.cores.isEmpty ? 0 : busy / Double(load.cores.count),
                note: "load \(MetricText.short(load.loadAverage))"),
            Bar(label: "mem", share: load.memory.share, note: sizes(load.memory)),
            Bar(label: "disk", share: load.disk.share, note: sizes(load.disk)),
        ]
    }

    /// `22.1/24G`
    private static func sizes(_ usage: Usage) -> String {
        let (used, total) = (Double(usage.used.bytes) / 1_073_741_824, Double(usage.total.bytes) / 1_073_741_824)
        return "\(MetricText.short((used * 10).rounded() / 10))/\(Int(total.rounded()))G"
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let bars = Self.gauges(context)
        let width = max(4, min(30, rect.width - 24))
        for (row, bar) in bars.enumerated() where row < rect.height {
            let y = rect.y + row
            surface.put(bar.label, x: rect.x + 1, y: y, style: context.theme[.text], width: 5)
            Gauge(bar.share, glyphs: context.glyphs).draw(
                on: &surface, x: rect.x + 7, y: y, width: width,
                style: context.theme[bar.share > 0.9 ? .gaugeHigh : .gauge], rest: context.theme[.gaugeRest])
            let text = "\(Int((bar.share * 100).rounded()))%".padded(to: 5, .right) + " " + bar.note
            surface.put(text, x: rect.x + 7 + width, y: y, style: context.theme[.text], width: max(0, rect.width - 7 - width))
        }
        let rest = rect.split(top: bars.count).rest
        for (row, name) in list.visible(height: rest.height).enumerated() {
            guard let compute = context.data.computes.first(where: { $0.name == name }) else { continue }
            let isSelected = name == list.selected
            let sign = context.glyphs == .ascii ? ">" : "›"
            let text = "\(isSelected ? sign : " ") \(name.rawValue.neutralised.padded(to: 14, glyphs: context.glyphs)) \(Self.nodes(compute, context))"
            let role: Role = isSelected ? (context.isFocused ? .rowSelected : .rowSelectedUnfocused)
                : compute.drain == nil ? .text : .stateDraining
            surface.put(text.padded(to: rest.width, glyphs: context.glyphs), x: rest.x, y: rest.y + row, style: context.theme[role], width: rest.width)
        }
    }

    /// A sign a node, and words: `▶▶◌ 2 of 3 busy`.
    private static func nodes(_ compute: Compute, _ context: PaneContext) -> String {
        let busy = compute.nodes.count { $0.job != nil }
        let signs = compute.nodes.map {
            $0.job != nil ? StatusSign.running(context.glyphs) : StatusSign.queued(context.glyphs)
        }.joined()
        let state = compute.drain == nil ? "\(busy)/\(compute.nodes.count) busy" : "draining"
        return "\(state), max \(compute.spec.maxInstances) \(signs)"
    }
}
