import Domain
package import Terminal

/// The audit trail, newest first: what happened to what, when, and who did it.
package struct EventsPane: FilteredPane {
    package let name = PaneName.events
    package var scope: ActionScope { .pane(.events) }
    package var list = ListState<Int64>()

    package init() {}

    package mutating func refresh(_ context: PaneContext) {
        let events = context.data.events.filter { event in
            list.filter.map { Self.text(of: event).contains($0) } ?? true
        }
        list.replace(rows: events.reversed().map(\.sequence), height: context.rows - 1)
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> { [.pastEvents] }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(
            name.title + filterMark, trailing: "\(list.rows.count)",
            bottom: list.position)
    }

    private static let columns = [
        Column("TIME", 8), Column("AGE", 4, .right, from: 70), Column("BY", 8), Column("WHAT", 20),
        Column("WHICH", 22, from: 50), Column("MESSAGE", 20, isElastic: true, from: 80),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note(
                list.filter == nil ? "nothing happened yet" : "no event matches; \(context.keymap.way(to: "go.back")) shows all again", in: rect,
                context)
            return
        }
        surface.table(Self.columns, list, in: rect, context) { sequence in
            guard let event = context.data.event(sequence) else { return [] }
            let role: Role = event.kind.hasSuffix("failed") ? .stateFailed : .text
            return [
                Field(TimeText.clock(event.at, zone: context.zone), .logTime), Field(TimeText.age(of: event.at, at: context.now), .textDim),
                Field(event.by.neutralised, .textDim), Field(event.kind.neutralised, role),
                Field(event.resource.name.neutralised),
                Field((event.message ?? "").replacing("\n", with: " ").neutralised, .textDim),
            ]
        }
    }

    private static func text(of event: Event) -> String {
        [event.by, event.kind, event.resource.name, event.message ?? ""].joined(separator: " ")
    }
}

extension StudioData {
    /// Events come by rising sequence.
    fileprivate func event(_ sequence: Int64) -> Event? {
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        return low < events.count && events[low].sequence == sequence ? events[low] : nil
    }
}
