/// A line of the settings.
package enum Setting: Sendable, Hashable, CaseIterable {
    case theme, colours, glyphs, border, header, clock, mouse, logWrap, logStamp, logLevel, workspace, keymap

    var title: String {
        switch self {
        case .theme: "Theme"
        case .colours: "Colours"
        case .glyphs: "Shapes"
        case .border: "Borders"
        case .header: "Header"
        case .clock: "Clock"
        case .mouse: "Mouse"
        case .logWrap: "Long log lines"
        case .logStamp: "Log times"
        case .logLevel: "Log lines from"
        case .workspace: "Workspace"
        case .keymap: "Keymap"
        }
    }

    var about: String {
        switch self {
        case .theme: "files in themes/ are added to the studio's own"
        case .colours: "at most what the terminal shows"
        case .glyphs: "ascii draws with seven bits"
        case .border: "around the panes without the focus"
        case .header: "the first row: where one is, and the engine"
        case .clock: "without it, an idle studio does nothing at all"
        case .mouse: "with it, Shift selects text as before"
        case .logWrap: "of logs that are opened from now on"
        case .logStamp: "of logs that are opened from now on"
        case .logLevel: "of logs that are opened from now on"
        case .workspace: "whose jobs, models and endpoints are shown"
        case .keymap: "'atelier studio --print-keymap' prints one to begin from"
        }
    }
}
