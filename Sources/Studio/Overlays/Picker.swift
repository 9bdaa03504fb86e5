import Domain
import Terminal

/// A short list to choose from.
struct Picker: Overlay {
    let title: String
    private let choices: [String]
    private let then: @Sendable (inout StudioModel, String) -> [StudioEffect]
    private var list: ChoiceList

    /// - Parameter current: the choice to begin at.
    init(
        title: String, choices: [String], at current: String? = nil,
        then: @escaping @Sendable (inout StudioModel, String) -> [StudioEffect]
    ) {
        self.title = title
        self.choices = choices
        list = ChoiceList(place: choices.firstIndex { $0 == current } ?? 0)
        self.then = then
    }

    var hints: [Hint] { [Hint("j k", "move"), Hint("Enter", "choose"), Hint("Esc", "cancel")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        if list.move(event, among: choices.count) { return .stay }
        switch event {
        case .key(KeyPress(.enter)):
            let (choice, then) = (choices[list.place], then)
            return .close { then(&$0, choice) }
        case .key(KeyPress(.escape)), .key(.character("q")), .key(.control("c")): return .close
        default: break
        }
        return .stay
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let inside = surface.dialog(title, width: 56, height: choices.count + 2, in: body, model)
        list.draw(choices.map { " \($0.neutralised)" }, on: &surface, in: inside, model)
    }
}

extension Surface {
    /// An empty framed box in the middle of the body; returns what is inside.
    mutating func dialog(_ title: String, width: Int, height: Int, in body: Rect, _ model: StudioModel) -> Rect {
        panel(
            body.centred(width: width, height: height), border: .frame(focused: true, glyphs: model.glyphs),
            style: model.theme[.dialogBorder], titles: BoxTitles(title), background: model.theme[.dialog])
    }
}
