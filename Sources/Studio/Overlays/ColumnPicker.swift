import Domain
import Terminal

/// The columns of a table: each is there or not, and the table behind shows it at once.
struct ColumnPicker: Overlay {
    private let names: [String]
    private var place = 0

    init(_ names: [String]) {
        self.names = names
    }

    var hints: [Hint] { [Hint("j k", "move"), Hint("Space", "show, or leave out"), Hint("Enter", "done")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch event {
        case .key(KeyPress(.down)), .key(.character("j")): place = min(names.count - 1, place + 1)
        case .key(KeyPress(.up)), .key(.character("k")): place = max(0, place - 1)
        case .key(.character(" ")):
            let name = names[place]
            return OverlayOutcome(isClosed: false) { model in
                model.changeTable { if $0.hidden.remove(name) == nil { $0.hidden.insert(name) } }
            }
        case .key(KeyPress(.enter)), .key(KeyPress(.escape)), .key(.character("q")), .key(.control("c")): return .close
        default: break
        }
        return .stay
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let hidden = (model.screen.focused as? any TablePane)?.arrangement(model.context(of: model.screen.focus)).hidden ?? []
        let inside = surface.dialog("Columns", width: 30, height: names.count + 2, in: body, model)
        let offset = max(0, place - inside.height + 1)
        for (row, name) in names.dropFirst(offset).prefix(inside.height).enumerated() {
            let style = model.theme[row + offset == place ? .rowSelected : .dialog]
            surface.put(
                " [\(hidden.contains(name) ? " " : "x")] \(name.neutralised)".padded(to: inside.width, glyphs: model.glyphs),
                x: inside.x, y: inside.y + row, style: style, width: inside.width)
        }
    }
}
