import Documents
import Domain
import Terminal

/// The themes, each seen at once on the studio behind the list while one moves over it.
struct ThemePicker: Overlay {
    private let before: String
    private var place: Int

    init(_ model: StudioModel) {
        before = model.theme.name
        place = model.themes.entries.firstIndex { $0.name == model.theme.name } ?? 0
    }

    var hints: [Hint] { [Hint("j k", "look"), Hint("Enter", "keep"), Hint("Esc", "as before")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        let entries = model.themes.entries
        switch event {
        case .key(KeyPress(.down)), .key(.character("j")): place = min(max(0, entries.count - 1), place + 1)
        case .key(KeyPress(.up)), .key(.character("k")): place = max(0, place - 1)
        case .key(KeyPress(.enter)): return .close
        case .key(KeyPress(.escape)), .key(.character("q")), .key(.control("c")):
            let before = before
            return .close { $0.use(theme: before) }
        default: return .stay
        }
        guard place < entries.count else { return .stay }
        let name = entries[place].name
        return OverlayOutcome(isClosed: false) { $0.use(theme: name) }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let entries = model.themes.entries
        let wrong = Set(model.themes.errors.map(\.file)).count
        let rect = body.split(right: min(body.width, 34)).right
        let inside = surface.panel(
            rect, border: .frame(focused: true, glyphs: model.glyphs), style: model.theme[.dialogBorder],
            titles: BoxTitles(
                "Themes", trailing: "\(entries.count)", bottom: wrong == 0 ? "" : "\(wrong) unusable, see :settings"), background: model.theme[.dialog])
        let offset = max(0, place - inside.height + 1)
        for (row, entry) in entries.dropFirst(offset).prefix(inside.height).enumerated() {
            let style = model.theme[row + offset == place ? .rowSelected : .dialog]
            let note = entry.isOwn ? "yours" : entry.appearance.rawValue
            let name = " \(entry.name.neutralised)".padded(to: max(0, inside.width - 7), glyphs: model.glyphs)
            surface.put("\(name) \(note)".padded(to: inside.width), x: inside.x, y: inside.y + row, style: style, width: inside.width)
        }
    }
}

extension StudioModel {
    /// Shows the studio in a theme; says so when there is none of the name.
    mutating func use(theme name: String) -> [StudioEffect] {
        guard let chosen = themes.theme(named: name, depth: depth) else {
            let nearest = themes.nearest(to: name).map { ", did you mean '\($0)'?" } ?? ""
            return told(.warning, "there is no theme '\(name.neutralised)'\(nearest)")
        }
        theme = chosen
        return [.repaint]
    }
}
