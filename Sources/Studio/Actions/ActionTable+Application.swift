extension ActionTable {
    static let application: [Action] = [
        Action("help", "Help for this screen", in: .global, keys: ["?", "F1"], hint: "help") {
            $0.overlay = HelpOverlay($0)
            return []
        },
        Action("command", "Command line", in: .global, keys: [":"], hint: "cmd") {
            $0.overlay = CommandPrompt()
            return []
        },
        Action("palette", "Command palette", in: .global, keys: ["^P"], hint: "palette") {
            $0.overlay = PaletteOverlay()
            return []
        },
        Action("theme", "Choose a theme", in: .global, keys: ["^T"]) {
            $0.overlay = ThemePicker($0)
            return []
        },
        Action("undo", "Take the last change back", in: .global, keys: ["u"], changesThings: true) { $0.goBack(.undo) },
        Action("redo", "Do again what was taken back", in: .global, keys: ["^R"], changesThings: true) { $0.goBack(.redo) },
        Action("redraw", "Draw everything anew", in: .global, keys: ["^L"]) { _ in [.repaint] },
        Action("suspend", "Suspend the studio", in: .global, keys: ["^Z"]) { _ in [.suspend] },
        Action("back", "Back; at the dashboard: detach", in: .global, keys: ["q"], hint: "back") { model in
            guard model.screens.count == 1, !model.screen.isZoomed else {
                model.goBack()
                return []
            }
            return [.detach]
        },
        Action("detach", "Leave the studio; jobs and endpoints go on", in: .global, keys: ["Q"]) { _ in [.detach] },
        // The second of two within a second never comes here: the loop leaves.
        Action("interrupt", "Call off; twice: leave the studio", in: .global, keys: ["^C"]) {
            $0.told(.info, "^C again leaves the studio; jobs and endpoints go on")
        },
        // No key: an engine that somebody stopped is not started by a slip.
        Action("engine.start", "Start the engine", in: .global, keys: [], changesThings: true) { model in
            model.underway.append(EngineTask.startTitle)
            return [.startEngine]
        },
    ]
}
