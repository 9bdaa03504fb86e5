import Domain
import Terminal

/// The keys of this screen: type to search, Enter runs.
struct HelpOverlay: Overlay {
    private let actions: [Action]
    private var line = LineEditor()
    private var place = 0

    init(_ model: StudioModel) {
        actions = model.actions
    }

    var takesText: Bool { true }
    var hints: [Hint] { [Hint("type", "search"), Hint("Enter", "run"), Hint("Esc", "close")] }

    private var found: [Action] {
        guard !line.text.isEmpty else { return actions }
        return actions.filter { action in
            "\(action.keys.joined(separator: " ")) \(action.title) \(action.scope.title)".lowercased()
                .contains(line.text.lowercased())
        }
    }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch event {
        case .key(KeyPress(.down)): place = min(max(0, found.count - 1), place + 1)
        case .key(KeyPress(.up)): place = max(0, place - 1)
        default:
            switch line.receive(event) {
            case .cancelled: return .close
            case .entered:
                guard place < found.count else { return .close }
                let action = found[place]
                return .close { $0.perform(action) }
            case .edited: place = 0
            case .other: break
            }
        }
        return .stay
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let found = found
        let inside = surface.panel(
            body, border: .frame(focused: true, glyphs: model.glyphs), style: model.theme[.dialogBorder],
            titles: BoxTitles(
                "Keys for \(model.screen.focused.name.title)", bottom: "\(found.count) of \(actions.count)"),
            background: model.theme[.dialog])
        let offset = max(0, place - inside.height + 1)
        for (row, action) in found.dropFirst(offset).prefix(inside.height).enumerated() {
            let isSelected = row + offset == place
            let ground: Role = isSelected ? .rowSelected : .dialog
            let y = inside.y + row
            if isSelected {
                surface.fill(Rect(x: inside.x, y: y, width: inside.width, height: 1), style: model.theme[.rowSelected])
            }
            surface.put(
                action.keys.joined(separator: "  "), x: inside.x + 2, y: y, style: model.theme[.key, on: ground],
                width: 14)
            surface.put(
                action.title, x: inside.x + 17, y: y, style: model.theme[ground], width: max(0, inside.width - 32))
            surface.put(
                action.scope.title, x: max(inside.x + 17, inside.maxX - 13), y: y,
                style: model.theme[.textDim, on: ground], width: 12)
        }
        surface.promptLine("/", line, in: message, model)
    }
}
