import Domain
import Terminal

/// The columns of a table: each is there or not, and the table behind shows it at once.
struct ColumnPicker: Overlay {
    private let names: [String]
    private var list = ChoiceList()

    init(_ names: [String]) {
        self.names = names
    }

    var hints: [Hint] { [Hint("j k", "move"), Hint("Space", "show, or leave out"), Hint("Enter", "done")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        if list.move(event, among: names.count) { return .stay }
        switch event {
        case .key(.character(" ")):
            let name = names[list.place]
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
        let rows = names.map { " [\(hidden.contains($0) ? " " : "x")] \($0.neutralised)" }
        list.draw(rows, on: &surface, in: inside, model)
    }
}
