import Terminal

/// Where the panes of each screen stand, by how much room there is. Pure: no pane overlaps another, and together they
/// fill the body.
enum ScreenLayout {
    static func arrange(_ screen: Screen, in body: Rect, _ sizeClass: SizeClass) -> [Screen.Shown] {
        switch screen.kind {
        case .dashboard: dashboard(screen, body, sizeClass)
        case .job: job(screen, body, sizeClass)
        case .compare(let jobs): compare(screen, body, runs: jobs.count)
        case .endpoint: endpoint(screen, body)
        case .compute: compute(screen, body)
        case .model: model(screen, body)
        case .settings: settings(screen, body, sizeClass)
        case .files: files(screen, body)
        default: stack(screen, body)
        }
    }

    /// Compute, models and endpoints above, jobs and metrics in the middle, the log in full width below: one more log
    /// line then costs a terminal a scroll, not a repaint.
    private static func dashboard(_ screen: Screen, _ body: Rect, _ sizeClass: SizeClass) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, heights(sizeClass)).divide(body)
        let top: [(PaneName, Rect)]
        if sizeClass == .small {
            let halves = LayoutStack(.columns, [.fraction(1, minimum: 1), .fraction(1, minimum: 1)]).divide(rows[0])
            let isModels = screen.focused.name == .models
            top = [(.compute, halves[0]), (isModels ? .models : .endpoints, halves[1])]
        } else {
            let thirds = LayoutStack(.columns, [.fraction(1, minimum: 1), .fraction(1, minimum: 1), .fraction(1, minimum: 1)])
                .divide(rows[0])
            top = [(.compute, thirds[0]), (.models, thirds[1]), (.endpoints, thirds[2])]
        }
        // Two charts side by side want more room than one.
        let metrics: LengthPlan.Part = .fraction(sizeClass == .large ? 6.4 : 5, minimum: 1)
        let middle = LayoutStack(.columns, [.fraction(8, minimum: 1), metrics]).divide(rows[1])
        let places = top + [(.jobs, middle[0]), (.metrics, middle[1]), (.log, rows[2])]
        return shown(screen, places)
    }

    private static func heights(_ sizeClass: SizeClass) -> [LengthPlan.Part] {
        switch sizeClass {
        case .small: [.fraction(6, minimum: 1), .fraction(7, minimum: 1), .fraction(8, minimum: 1)]
        case .medium: [.fraction(8, minimum: 1), .fraction(11, minimum: 1), .fraction(13, minimum: 1)]
        case .large: [.fraction(13, minimum: 1), .fraction(20, minimum: 1), .fraction(24, minimum: 1)]
        }
    }

    private static func job(_ screen: Screen, _ body: Rect, _ sizeClass: SizeClass) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, [.fraction(2, minimum: 1), .fraction(3, minimum: 1)]).divide(body)
        let top = LayoutStack(.columns, [.fraction(3, minimum: 1), .fraction(2, minimum: 1)]).divide(rows[0])
        return shown(screen, [(.metrics, top[0]), (.details, top[1]), (.log, rows[1])])
    }

    private static func compare(_ screen: Screen, _ body: Rect, runs: Int) -> [Screen.Shown] {
        let rows = LayoutStack(
            .rows, [.fixed(min(runs + 3, body.height / 3)), .fraction(3, minimum: 1), .fraction(2, minimum: 1)]
        ).divide(body)
        return shown(screen, [(.runs, rows[0]), (.metrics, rows[1]), (.differences, rows[2])])
    }

    private static func endpoint(_ screen: Screen, _ body: Rect) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, [.fraction(1, minimum: 1), .fraction(1, minimum: 1)]).divide(body)
        let below = LayoutStack(.columns, [.fraction(1, minimum: 1), .fraction(1, minimum: 1)]).divide(rows[1])
        return shown(screen, [(.deployments, rows[0]), (.traffic, below[0]), (.revisions, below[1])])
    }

    private static func compute(_ screen: Screen, _ body: Rect) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, [.fraction(1, minimum: 1), .fraction(1, minimum: 1)]).divide(body)
        let below = LayoutStack(.columns, [.fraction(2, minimum: 1), .fraction(3, minimum: 1)]).divide(rows[1])
        return shown(screen, [(.nodes, rows[0]), (.load, below[0]), (.processes, below[1])])
    }

    private static func model(_ screen: Screen, _ body: Rect) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, [.fraction(1, minimum: 1), .fraction(1, minimum: 1)]).divide(body)
        return shown(screen, [(.versions, rows[0]), (.lineage, rows[1])])
    }

    private static func settings(_ screen: Screen, _ body: Rect, _ sizeClass: SizeClass) -> [Screen.Shown] {
        let rows = LayoutStack(.rows, [.fraction(5, minimum: 1), .fraction(3, minimum: 1)]).divide(body)
        let wide: [LengthPlan.Part] = [.fraction(sizeClass == .small ? 5 : 3, minimum: 1), .fraction(sizeClass == .small ? 4 : 2, minimum: 1)]
        let top = LayoutStack(.columns, wide).divide(rows[0])
        return shown(screen, [(.settings, top[0]), (.engine, top[1]), (.problems, rows[1])])
    }

    private static func files(_ screen: Screen, _ body: Rect) -> [Screen.Shown] {
        let halves = LayoutStack(.columns, [.fraction(2, minimum: 1), .fraction(3, minimum: 1)]).divide(body)
        return shown(screen, [(.files, halves[0]), (.preview, halves[1])])
    }

    private static func stack(_ screen: Screen, _ body: Rect) -> [Screen.Shown] {
        let rects = LayoutStack(.rows, screen.panes.map { _ in .fraction(1, minimum: 1) }).divide(body)
        return zip(screen.panes.indices, rects).map { Screen.Shown(pane: $0, rect: $1) }
    }

    private static func shown(_ screen: Screen, _ places: [(PaneName, Rect)]) -> [Screen.Shown] {
        places.compactMap { name, rect in
            screen.panes.firstIndex { $0.name == name }.map { Screen.Shown(pane: $0, rect: rect) }
        }
    }
}
