extension ActionTable {
    static let viewing: [Action] =
        PaneName.allCases.filter { $0.rawValue <= 6 }.map { pane in
            Action(pane.actionID, "Pane \(pane.title)", in: .global, keys: ["\(pane.rawValue)"]) {
                $0.show(pane)
                return []
            }
        } + [
            Action("pane.next", "Next pane", in: .global, keys: ["Tab"]) {
                $0.moveFocus(by: 1)
                return []
            },
            Action("pane.previous", "Previous pane", in: .global, keys: ["S-Tab"]) {
                $0.moveFocus(by: -1)
                return []
            },
            Action("pane.zoom", "This pane alone, or all again", in: .global, keys: ["z"], hint: "zoom") {
                $0.screen.isZoomed.toggle()
                return []
            },
            Action("go.dashboard", "Dashboard", in: .global, keys: ["0"]) {
                $0.goToDashboard()
                $0.screen.isZoomed = false
                return []
            },
            Action("go.back", "Back", in: .global, keys: ["Esc"]) {
                if !$0.clearChart() { $0.goBack() }
                return []
            },
            Action("view.freeze", "Freeze, or go on", in: .global, keys: ["p"]) {
                $0.frozen = $0.isFrozen ? nil : $0.data
                return []
            },
            Action("view.filter", "Show only what matches", in: .global, keys: ["/"], hint: "filter") {
                $0.overlay = FilterPrompt()
                return []
            },
        ]
}

extension PaneName {
    /// The action that goes to a numbered pane.
    var actionID: String { "pane.\(title.lowercased())" }
}

extension StudioModel {
    /// Focuses a pane; one that is focused already fills the screen, or stands among the others again.
    mutating func show(_ pane: PaneName) {
        if screen.focused.name == pane {
            screen.isZoomed.toggle()
        } else if screen.focus(pane) {
            screen.isZoomed = false
        } else {
            goToDashboard()
            _ = screen.focus(pane)
        }
    }

    mutating func moveFocus(by step: Int) {
        let shown = shownPanes.map(\.pane)
        // Those that share a place take it one after the other.
        let order = screen.isZoomed || shown.count < screen.panes.count ? Array(screen.panes.indices) : shown
        let place = order.firstIndex(of: screen.focus) ?? 0
        screen.focus = order[(place + step + order.count) % order.count]
    }

    /// Out of the full screen, then out of a filter, then to the screen before.
    mutating func goBack() {
        if screen.isZoomed {
            screen.isZoomed = false
        } else if screen.focused.isFiltered {
            _ = screen.focused.filter(nil)
        } else if screens.count > 1 {
            history.leave(screens)
            screens.removeLast()
        } else {
            _ = screen.focused.filter(nil)
        }
    }

    mutating func goToDashboard() {
        guard screens.count > 1 else { return }
        history.leave(screens)
        screens.removeLast(screens.count - 1)
    }

    mutating func open(_ screen: Screen) {
        history.leave(screens)
        screens.append(screen)
        restoreSplits()
        beginLogs()
    }
}
