package import Documents
import Terminal

/// What the settings' panes show: everything that can be chosen, and what is wrong with the user's files.
package struct SettingsSheet: Sendable {
    package struct Row: Sendable {
        let setting: Setting
        let value: String
    }

    package let rows: [Row]
    /// Errors before warnings.
    package let problems: [Diagnostic]
    /// What this studio draws on, for the facts.
    let terminal: String

    init(_ model: StudioModel) {
        rows = Setting.allCases.map { Row(setting: $0, value: model.value(of: $0)) }
        problems = model.themes.errors + model.ownKeymap.errors + model.themes.warnings
        terminal = "\(model.size.width)x\(model.size.height), \(model.terminal.depth.rawValue), \(model.terminal.glyphs.rawValue)"
    }
}
