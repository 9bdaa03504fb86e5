import Terminal

/// Where the panes of each screen stand, by how much room there is and how a person moved their borders.
enum ScreenLayout {
    static func arrange(_ screen: Screen, in body: Rect, _ sizeClass: SizeClass) -> [Screen.Shown] {
        let grid = grid(of: screen, in: body, sizeClass).divided(by: screen.splits[sizeClass])
        return grid.places(in: body).compactMap { pane, rect in
            screen.panes.firstIndex { $0.name == pane }.map { Screen.Shown(pane: $0, rect: rect) }
        }
    }

    /// As it comes.
    static func grid(of screen: Screen, in body: Rect, _ sizeClass: SizeClass) -> ScreenGrid {
        switch screen.kind {
        case .dashboard: dashboard(screen, sizeClass)
        case .job: ScreenGrid([(2, [(.metrics, 3), (.details, 2)]), (3, [(.log, 1)])])
        case .endpoint: ScreenGrid([(1, [(.deployments, 1)]), (1, [(.traffic, 1), (.revisions, 1)])])
        case .compute: ScreenGrid([(1, [(.nodes, 1)]), (1, [(.load, 2), (.processes, 3)])])
        case .model: ScreenGrid([(1, [(.versions, 1)]), (1, [(.lineage, 1)])])
        case .search: search(screen, sizeClass)
        case .compare(let jobs): compare(runs: jobs.count, in: body)
        case .files: ScreenGrid([(1, [(.files, 2), (.preview, 3)])])
        case .settings where sizeClass == .small:
            ScreenGrid([(5, [(.settings, 5), (.engine, 4)]), (3, [(.problems, 1)])])
        case .settings: ScreenGrid([(5, [(.settings, 3), (.engine, 2)]), (3, [(.problems, 1)])])
        default: ScreenGrid(screen.panes.map { (1, [($0.name, 1)]) })
        }
    }

    /// Compute, models and endpoints above, jobs and metrics in the middle, the log in full width below: one more log
    /// line then costs a terminal a scroll, not a repaint.
    private static func dashboard(_ screen: Screen, _ sizeClass: SizeClass) -> ScreenGrid {
        // Two charts side by side want more room than one.
        let middle: [(PaneName, Double)] = [(.jobs, 8), (.metrics, sizeClass == .large ? 6.4 : 5)]
        return switch sizeClass {
        case .small:
            // Models and endpoints share a place.
            ScreenGrid([
                (6, [(.compute, 1), (screen.focused.name == .models ? .models : .endpoints, 1)]), (7, middle),
                (8, [(.log, 1)]),
            ])
        case .medium: ScreenGrid([(8, [(.compute, 1), (.models, 1), (.endpoints, 1)]), (11, middle), (13, [(.log, 1)])])
        case .large: ScreenGrid([(13, [(.compute, 1), (.models, 1), (.endpoints, 1)]), (20, middle), (24, [(.log, 1)])])
        }
    }

    /// How far it is above, the trials below it, and what they tell beside and under them.
    private static func search(_ screen: Screen, _ sizeClass: SizeClass) -> ScreenGrid {
        var grid = switch sizeClass {
        case .small:
            // The charts share a place.
            ScreenGrid([
                (1, [(.search, 1)]), (1, [(.trials, 1)]),
                (1, [(screen.focused.name == .parameters ? .parameters : .best, 1)]),
            ])
        case .medium, .large:
            ScreenGrid([(1, [(.search, 1)]), (1, [(.trials, 8), (.best, 5)]), (1, [(.parameters, 1)])])
        }
        // Two lines in a frame, and as many notes as there is room to spare.
        let notes = screen.panes.lazy.compactMap { $0 as? SearchPane }.first?.noteCount ?? 0
        let room = switch sizeClass {
        case .small: 0
        case .medium: 1
        case .large: 5
        }
        grid.rows[0].part = .fixed(4 + min(notes, room))
        return grid
    }

    private static func compare(runs: Int, in body: Rect) -> ScreenGrid {
        var grid = ScreenGrid([(1, [(.runs, 1)]), (3, [(.metrics, 1)]), (2, [(.differences, 1)])])
        grid.rows[0].part = .fixed(min(runs + 3, body.height / 3))
        return grid
    }
}
