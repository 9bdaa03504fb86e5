extension ActionTable {
    static let charts: [Action] = charts(in: .pane(.metrics)) + charts(in: .screen("compare"))

    private static func charts(in scope: ActionScope) -> [Action] {
        [
            Action("chart.left", "Crosshair to the left", in: scope, keys: ["h", "Left"], hint: "cursor") {
                $0.changeChart { pane, context in pane.moveCrosshair(isForward: false, context) }
            },
            Action("chart.right", "Crosshair to the right", in: scope, keys: ["l", "Right"]) {
                $0.changeChart { pane, context in pane.moveCrosshair(isForward: true, context) }
            },
            Action("chart.closer", "Zoom in", in: scope, keys: ["}"], hint: "closer") {
                $0.changeChart { pane, context in pane.zoom(by: 0.5, context) }
            },
            Action("chart.wider", "Zoom out", in: scope, keys: ["{"], hint: "wider") {
                $0.changeChart { pane, context in pane.zoom(by: 2, context) }
            },
            Action("chart.earlier", "Pan to the left", in: scope, keys: ["H"], hint: "pan") { $0.panChart(by: -0.25) },
            Action("chart.later", "Pan to the right", in: scope, keys: ["L"]) { $0.panChart(by: 0.25) },
            Action("chart.newest", "Go along with the newest", in: scope, keys: ["End"]) {
                $0.changeChart { pane, _ in pane.view.showNewest() }
            },
            Action("chart.log", "Logarithmic, or not", in: scope, keys: ["Y"], hint: "log") {
                $0.changeChart { pane, _ in pane.view.toggleScale() }
            },
            Action("chart.smooth", "Smoother, then raw again", in: scope, keys: ["~"], hint: "smooth") {
                $0.changeChart { pane, _ in pane.view.smoothMore() }
            },
            Action("chart.axis", "By step, time or epoch", in: scope, keys: [","], hint: "x axis") {
                $0.changeChart { pane, context in pane.view.turn(to: pane.axes(context)) }
            },
            Action("chart.metrics", "Choose the metrics that are shown", in: scope, keys: ["M"], hint: "metrics") {
                $0.chooseMetrics()
            },
        ]
    }
}

extension StudioModel {
    /// The pane whose chart the keys are for: the focused one, and on a comparison its only one.
    private var chart: Int? {
        if screen.focused is MetricsPane { return screen.focus }
        guard case .compare = screen.kind else { return nil }
        return screen.panes.firstIndex { $0 is MetricsPane }
    }

    fileprivate mutating func changeChart(_ change: (inout MetricsPane, PaneContext) -> Void) -> [StudioEffect] {
        guard let index = chart, var pane = screen.panes[index] as? MetricsPane else { return [] }
        change(&pane, context(of: index))
        screen.panes[index] = pane
        return []
    }

    fileprivate mutating func panChart(by share: Double) -> [StudioEffect] {
        guard let index = chart, let pane = screen.panes[index] as? MetricsPane, pane.view.isZoomed else {
            return told(.info, "all of it is shown: \(keymap.way(to: "chart.closer")) zooms in first")
        }
        return changeChart { pane, context in pane.pan(by: share, context) }
    }

    fileprivate mutating func chooseMetrics() -> [StudioEffect] {
        guard let index = chart, let pane = screen.panes[index] as? MetricsPane else { return [] }
        let all = pane.metrics(context(of: index))
        guard !all.isEmpty else { return told(.info, "no metrics logged yet") }
        overlay = Checklist(title: "Metrics to show", entries: all, chosen: Set(all).subtracting(pane.hidden)) { model, chosen in
            model.changeChart { pane, _ in
                pane.hidden.subtract(chosen)
                pane.hidden.formUnion(Set(all).subtracting(chosen))
            }
        }
        return []
    }

    /// Takes the crosshair or the zoom off the chart; false where there is neither.
    mutating func clearChart() -> Bool {
        var isCleared = false
        _ = changeChart { pane, _ in isCleared = pane.view.stepBack() }
        return isCleared
    }

    /// What the crosshair stands on.
    var chartReading: String? {
        chart.flatMap { index in (screen.panes[index] as? MetricsPane)?.reading(context(of: index)) }
    }
}
