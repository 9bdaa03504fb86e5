import Documents
import Domain
import Terminal

/// The themes, each seen at once on the studio behind the list while one moves over it.
struct ThemePicker: Overlay {
    private let before: String
    private var list: ChoiceList

    init(_ model: StudioModel) {
        before = model.theme.name
        list = ChoiceList(place: model.themes.entries.firstIndex { $0.name == model.theme.name } ?? 0)
    }

    var hints: [Hint] { [Hint("j k", "look"), Hint("Enter", "keep"), Hint("Esc", "as before")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        let entries = model.themes.entries
        if list.move(event, among: entries.count) {
            guard list.place < entries.count else { return .stay }
            let name = entries[list.place].name
            return OverlayOutcome(isClosed: false) { $0.use(theme: name) }
        }
        switch event {
        case .key(KeyPress(.enter)): return .close
        case .key(KeyPress(.escape)), .key(.character("q")), .key(.control("c")):
            let before = before
            return .close { $0.use(theme: before) }
        default: return .stay
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let entries = model.themes.entries
        let wrong = Set(model.themes.errors.map(\.file)).count
        let rect = body.split(right: min(body.width, 34)).right
        let inside = surface.panel(
            rect, border: .frame(focused: true, glyphs: model.glyphs), style: model.theme[.dialogBorder],
            titles: BoxTitles(
                "Themes", trailing: "\(entries.count)", bottom: wrong == 0 ? "" : "\(wrong) unusable, see :settings"), background: model.theme[.dialog])
        let rows = entries.map { entry in
            let name = " \(entry.name.neutralised)".padded(to: max(0, inside.width - 7), glyphs: model.glyphs)
            return "\(name) \(entry.isOwn ? "yours" : entry.appearance.rawValue)"
        }
        list.draw(rows, on: &surface, in: inside, model)
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
