import Client
import Domain

extension StudioModel {
    /// What the panes lack for where they were scrolled to, asked for once.
    mutating func neededReads() -> [StudioEffect] {
        screen.panes.indices.flatMap { index -> [StudioEffect] in
            guard let pane = screen.panes[index] as? LogPane, let job = pane.job,
                let query = pane.missing(context(of: index)), query.from != logRead
            else { return [] }
            logRead = query.from
            let workspace = data.workspace
            return ask(EngineTask("reading the log") { engine in
                let page = try await engine.logPage(of: job, in: workspace, query)
                return { model in
                    model.logRead = nil
                    model.changePanes(LogPane.self) { $0.take(page, of: job) }
                    return []
                }
            })
        }
    }

    mutating func changePanes<P: Pane>(_ type: P.Type, _ change: (inout P) -> Void) {
        for index in screen.panes.indices {
            guard var pane = screen.panes[index] as? P else { continue }
            change(&pane)
            screen.panes[index] = pane
        }
    }
}
