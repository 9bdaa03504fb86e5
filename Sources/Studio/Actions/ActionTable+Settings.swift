extension ActionTable {
    static let settings: [Action] = [
        Action("settings", "Settings, and the facts of the engine", in: .global, keys: []) { model in
            if model.screen.kind != .settings { model.open(.settings()) }
            return []
        },
        Action("setting.change", "Change the setting", in: .pane(.settings), keys: ["Enter"], hint: "change") { model in
            guard let setting = (model.screen.focused as? SettingsPane)?.list.selected else { return [] }
            return model.change(setting)
        },
        Action("mouse", "Mouse on, or off", in: .global, keys: ["%"]) { model in
            let isOn = !model.takesMouse
            model.tell(.info, isOn ? "mouse on: Shift selects text as before, \(model.keymap.way(to: "mouse")) turns it off" : "mouse off")
            return model.set(\.takesMouse, isOn)
        },
        Action("view.header", "First row on, or off", in: .global, keys: ["^E"]) { $0.set(\.showsHeader, !$0.showsHeader) },
        Action("workspace", "Another workspace", in: .global, keys: []) { $0.change(.workspace) },
    ]
}
