import Domain
package import Terminal

extension StudioModel {
    // MARK: What holds

    /// No more colours than the terminal shows.
    package var depth: ColourDepth { min(settings.colours ?? terminal.depth, terminal.depth) }

    /// The settings' shapes, the theme's or the terminal's: never more than the terminal draws.
    package var glyphs: GlyphSet {
        let wanted = settings.glyphs ?? theme.glyphs ?? terminal.glyphs
        return wanted.isWithin(terminal.glyphs) ? wanted : terminal.glyphs
    }

    /// Around panes without the focus.
    var calmBorder: BoxStyle { settings.border ?? theme.border }
    package var showsHeader: Bool { settings.showsHeader ?? true }
    package var showsClock: Bool { settings.showsClock ?? true }
    package var takesMouse: Bool { settings.takesMouse ?? false }

    // MARK: Changing

    mutating func set<Value>(_ path: WritableKeyPath<StudioSettings, Value?>, _ value: Value?) -> [StudioEffect] {
        settings[keyPath: path] = value
        settle()
        return [.repaint]
    }

    /// Draws as the settings now say.
    mutating func settle() {
        theme = themes.theme(named: theme.name, depth: depth) ?? themes.standard(depth: depth)
    }

    /// Lets the logs of the shown screen begin as the settings say.
    mutating func beginLogs() {
        let settings = settings
        changePanes(LogPane.self) { pane in
            pane.wraps = settings.wrapsLogs ?? pane.wraps
            pane.stamp = settings.logStamp ?? pane.stamp
            pane.level = settings.logLevel ?? pane.level
        }
    }

    /// Turns a setting of two values to the other one, and offers the values of those with more.
    mutating func change(_ setting: Setting) -> [StudioEffect] {
        switch setting {
        case .theme: overlay = ThemePicker(self)
        case .keymap: return told(.info, ownKeymap.invitation)
        default:
            let choices = choices(of: setting)
            let value = value(of: setting)
            guard !choices.isEmpty else { return told(.info, "the engine has told of none yet") }
            if choices.count == 2, let other = choices.first(where: { $0.title != value }) { return other.choose(&self) }
            overlay = Picker(title: setting.title, choices: choices.map(\.title), at: value) { model, title in
                choices.first { $0.title == title }?.choose(&model) ?? []
            }
        }
        return []
    }

    func choices(of setting: Setting) -> [SettingChoice] {
        switch setting {
        case .theme, .keymap: []
        case .colours:
            SettingChoice.choices(
                \.colours, leaving: "as the terminal: \(terminal.depth.rawValue)",
                among: ColourDepth.allCases.filter { $0 <= terminal.depth }, title: \.rawValue)
        case .glyphs:
            SettingChoice.choices(
                \.glyphs, leaving: "as the theme: \((theme.glyphs ?? terminal.glyphs).rawValue)",
                among: GlyphSet.allCases.filter { $0.isWithin(terminal.glyphs) }, title: \.rawValue)
        case .border:
            SettingChoice.choices(
                \.border, leaving: "as the theme: \(theme.border.rawValue)", among: [.rounded, .square], title: \.rawValue)
        case .header: SettingChoice.onOff(\.showsHeader)
        case .clock: SettingChoice.onOff(\.showsClock)
        case .mouse: SettingChoice.onOff(\.takesMouse)
        case .logWrap:
            [SettingChoice("cut") { $0.set(\.wrapsLogs, false) }, SettingChoice("wrapped") { $0.set(\.wrapsLogs, true) }]
        case .logStamp:
            LogStamp.allCases.map { stamp in
                SettingChoice(stamp.title ?? "none") { $0.set(\.logStamp, stamp) }
            }
        case .logLevel:
            SettingChoice.choices(
                \.logLevel, leaving: "all", among: [.info, .warning, .error], title: { "\($0.name) and above" })
        case .workspace:
            data.workspaces.map(\.name).sorted().map { name in SettingChoice(name.rawValue) { $0.show(workspace: name) } }
        }
    }

    /// In the words of its choices.
    func value(of setting: Setting) -> String {
        switch setting {
        case .theme: theme.name
        case .colours: settings.colours?.rawValue ?? "as the terminal: \(terminal.depth.rawValue)"
        case .glyphs: settings.glyphs?.rawValue ?? "as the theme: \((theme.glyphs ?? terminal.glyphs).rawValue)"
        case .border: settings.border?.rawValue ?? "as the theme: \(theme.border.rawValue)"
        case .header: showsHeader ? "on" : "off"
        case .clock: showsClock ? "on" : "off"
        case .mouse: takesMouse ? "on" : "off"
        case .logWrap: settings.wrapsLogs == true ? "wrapped" : "cut"
        case .logStamp: settings.logStamp?.title ?? "none"
        case .logLevel: settings.logLevel.map { "\($0.name) and above" } ?? "all"
        case .workspace: data.workspace.rawValue
        case .keymap: ownKeymap.state
        }
    }
}

extension GlyphSet {
    /// Whether who shows `other` shows this.
    func isWithin(_ other: GlyphSet) -> Bool {
        let order = Self.allCases
        return (order.firstIndex(of: self) ?? 0) >= (order.firstIndex(of: other) ?? 0)
    }
}
