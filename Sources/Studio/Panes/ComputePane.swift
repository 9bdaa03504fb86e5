package import Domain
package import Terminal

/// The box and its computes: how busy each is, and what runs where.
package struct ComputePane: ListPane {
    package let name = PaneName.compute
    package var scope: ActionScope { .pane(.compute) }
    package var list = ListState<ComputeName>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        list.replace(rows: context.data.computes.map(\.name), height: max(1, context.rows - bars(context).count))
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        list.move(movement, height: max(1, context.rows - bars(context).count))
    }

    /// As many as the computes leave room for, a quarter of the rows at least: where there is little room, it is better
    /// to see every compute than how full the disk is.
    private func bars(_ context: PaneContext) -> LoadBars {
        LoadBars.of(context.data.load).first(max((context.rows + 3) / 4, context.rows - context.data.computes.count))
    }

    package func rowsAbove(_ context: PaneContext) -> Int { bars(context).count }

    package func subject(_ data: StudioData) -> Subject { Subject(compute: list.selected) }
    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.load] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        let nodes = context.data.computes.flatMap(\.nodes)
        return BoxTitles(name.label, trailing: "\(nodes.count { $0.job != nil }) of \(nodes.count) nodes busy")
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        let bars = bars(context)
        bars.draw(on: &surface, in: rect, context)
        let rest = rect.split(top: bars.count).rest
        for (row, name) in list.visible(height: rest.height).enumerated() {
            guard let compute = context.data.computes.first(where: { $0.name == name }) else { continue }
            let isSelected = name == list.selected
            let sign = context.glyphs == .ascii ? ">" : "›"
            let text = "\(isSelected ? sign : " ") \(name.rawValue.neutralised.padded(to: 14, glyphs: context.glyphs)) \(Self.nodes(compute, context))"
            let role: Role = isSelected ? (context.isFocused ? .rowSelected : .rowSelectedUnfocused)
                : compute.drain == nil && compute.hold == nil ? .text : .stateDraining
            surface.put(text.padded(to: rest.width, glyphs: context.glyphs), x: rest.x, y: rest.y + row, style: context.theme[role], width: rest.width)
        }
    }

    /// A sign a node, and words: `▶▶◌ 2 of 3 busy`.
    private static func nodes(_ compute: Compute, _ context: PaneContext) -> String {
        let busy = compute.nodes.count { $0.job != nil }
        let signs = compute.nodes.map {
            $0.job != nil ? StatusSign.running(context.glyphs) : StatusSign.queued(context.glyphs)
        }.joined()
        let state = compute.hold ?? (compute.drain == nil ? "\(busy)/\(compute.nodes.count) busy" : "draining")
        return "\(state), max \(compute.spec.maxInstances) \(signs)"
    }
}
