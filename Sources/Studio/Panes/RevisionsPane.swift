import ControlAPI
package import Domain
package import Terminal

/// Every change of one endpoint's traffic, the newest first: who made it, when and why.
package struct RevisionsPane: ListPane {
    package let name = PaneName.revisions
    package var scope: ActionScope { .pane(.revisions) }
    private let endpoint: EndpointName
    package var list = ListState<Int>()

    package init(of endpoint: EndpointName) {
        self.endpoint = endpoint
    }

    package mutating func refresh(_ context: PaneContext) {
        let revisions = context.data.revisions[endpoint] ?? []
        list.replace(rows: revisions.map(\.number).sorted(by: >), height: context.rows - 1)
    }

    package func subscriptions(_ context: PaneContext) -> Set<Subscription> {
        let shown = context.data.endpoints.first { $0.endpoint.name == endpoint }?.endpoint
        return shown.map { [.revisions($0.name, latest: $0.revision)] } ?? []
    }

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(name.title, trailing: "\(context.keymap.way(to: "endpoint.rollback")) restores the one before", bottom: list.position)
    }

    private static let columns = [
        Column("REV", 3, .right), Column("TRAFFIC", 16), Column("AGE", 4, .right), Column("BY", 7, from: 40),
        Column("WHY", 10, isElastic: true, from: 30),
    ]

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        guard !list.rows.isEmpty else {
            surface.note("its traffic was never changed", in: rect, context)
            return
        }
        surface.table(Self.columns, list, in: rect, context) { number in
            guard let revision = context.data.revisions[endpoint]?.first(where: { $0.number == number }) else { return [] }
            return [
                Field("\(number)"), Field("\(revision.traffic)".neutralised, .textStrong),
                Field(TimeText.age(of: revision.at, at: context.now), .textDim),
                Field(revision.by.neutralised, .textDim), Field(revision.reason.neutralised),
            ]
        }
    }
}
