import Domain
import Terminal

/// A list in which each entry is chosen or not.
struct Checklist: Overlay {
    let title: String
    private let entries: [String]
    private var chosen: Set<String>
    private let then: @Sendable (inout StudioModel, Set<String>) -> [StudioEffect]
    private var list = ChoiceList()

    init(
        title: String, entries: [String], chosen: Set<String>,
        then: @escaping @Sendable (inout StudioModel, Set<String>) -> [StudioEffect]
    ) {
        self.title = title
        self.entries = entries
        self.chosen = chosen
        self.then = then
    }

    var hints: [Hint] {
        [Hint("j k", "move"), Hint("Space", "choose"), Hint("*", "all or none"), Hint("Enter", "done"), Hint("Esc", "cancel")]
    }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        if list.move(event, among: entries.count) { return .stay }
        switch event {
        case .key(.character(" ")): chosen.formSymmetricDifference([entries[list.place]])
        case .key(.character("*")): chosen = chosen.count == entries.count ? [] : Set(entries)
        case .key(KeyPress(.enter)):
            let (chosen, then) = (chosen, then)
            return .close { then(&$0, chosen) }
        case .key(KeyPress(.escape)), .key(.character("q")), .key(.control("c")): return .close
        default: break
        }
        return .stay
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let inside = surface.dialog(title, width: 56, height: entries.count + 2, in: body, model)
        let rows = entries.map { " [\(chosen.contains($0) ? "x" : " ")] \($0.neutralised)" }
        list.draw(rows, on: &surface, in: inside, model)
    }
}
