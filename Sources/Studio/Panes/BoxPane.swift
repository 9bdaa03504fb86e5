import Domain
package import Terminal

/// The box itself: accelerators, memory, disk, and every processor.
package struct BoxPane: Pane {
    package let name = PaneName.load
    package var scope: ActionScope { .pane(.load) }

    package init() {}

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.load] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        guard let load = context.data.load else { return BoxTitles(name.title) }
        let gpus = load.gpus.isEmpty ? "no gpu" : "\(load.gpus.count) gpu"
        return BoxTitles(name.title, trailing: "\(gpus), \(load.cores.count) cpu")
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard context.data.load != nil else {
            surface.note("nothing measured yet", in: rect, context)
            return
        }
        let bars = LoadBars.of(context.data.load)
        bars.draw(on: &surface, in: rect, context)
        LoadBars.cores(of: context.data.load).draw(on: &surface, in: rect.split(top: bars.count + 1).rest, context)
    }
}
