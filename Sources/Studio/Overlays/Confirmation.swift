import Terminal

/// A question in the message line, answered by `y`: Enter is no answer, so that a habit never is one.
struct Confirmation: Overlay {
    let question: String
    let then: @Sendable (inout StudioModel) -> [StudioEffect]

    var hints: [Hint] { [Hint("y", "yes"), Hint("n Esc", "no")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch event {
        case .key(.character("y")): .close(then: then)
        case .key(.character("n")), .key(KeyPress(.escape)), .key(.control("c")): .close
        default: .stay
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.fill(message, style: model.theme[.prompt])
        surface.put(" \(question) (y/n)", x: message.x, y: message.y, style: model.theme[.prompt], width: message.width)
    }
}
