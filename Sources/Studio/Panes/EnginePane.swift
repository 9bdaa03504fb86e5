import Domain
package import Terminal

/// The facts of the engine: which it is, where it lives and how it is reached.
package struct EnginePane: Pane {
    package let name = PaneName.engine
    package var scope: ActionScope { .pane(.engine) }
    private var offset = 0

    package init() {}

    package func titles(_ context: PaneContext) -> BoxTitles {
        BoxTitles(name.title, trailing: context.data.status?.version.neutralised ?? "")
    }

    package mutating func move(_ movement: Movement, _ context: PaneContext) {
        let last = max(0, Self.facts(context).count - context.rows)
        offset = movement.scrolled(from: offset, to: last)
    }

    package func draw(on surface: inout Surface, in rect: Rect, _ context: PaneContext) {
        for (row, fact) in Self.facts(context).dropFirst(offset).prefix(rect.height).enumerated() {
            surface.put(fact.name.padded(to: 9), x: rect.x + 1, y: rect.y + row, style: context.theme[.textDim], width: rect.width - 1)
            let room = max(0, rect.width - 12)
            surface.put(
                fact.value.neutralised.fitted(to: room, cutting: .middle, glyphs: context.glyphs), x: rect.x + 11,
                y: rect.y + row, style: context.theme[.text], width: room)
        }
    }

    private static func facts(_ context: PaneContext) -> [(name: String, value: String)] {
        let terminal = context.settings.map { [("terminal", $0.terminal)] } ?? []
        guard let status = context.data.status else { return [("engine", "not heard of yet")] + terminal }
        return [
            ("version", status.version), ("process", "\(status.pid)"),
            ("up for", TimeText.age(of: status.startedAt, at: context.now)), ("home", status.home),
            ("store", status.storeSize.map { "\($0)" } ?? "-"), ("socket", status.socket),
            ("MLflow", status.trackingURI), ("scoring", status.scoringURI),
            ("jobs", "\(status.jobsRunning) running, \(status.jobsQueued) queued"),
            ("served", "\(status.deployments) deployments"),
            ("attached", context.data.studios.map(\.user).joined(separator: ", ")),
        ] + terminal
    }
}
