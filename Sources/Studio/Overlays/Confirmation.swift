import Terminal

/// A question in the message line, answered by `y`: Enter is no answer, so that a habit never is one.
struct Confirmation: Overlay {
    let question: String
    /// What `n` does; nil is nothing.
    private let otherwise: OverlayOutcome
    let then: @Sendable (inout StudioModel) -> [StudioEffect]

    init(
        question: String, otherwise: (@Sendable (inout StudioModel) -> [StudioEffect])? = nil,
        then: @escaping @Sendable (inout StudioModel) -> [StudioEffect]
    ) {
        self.question = question
        self.otherwise = otherwise.map { .close(then: $0) } ?? .close
        self.then = then
    }

    var hints: [Hint] { [Hint("y", "yes"), Hint("n Esc", "no")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch event {
        case .key(.character("y")): .close(then: then)
        case .key(.character("n")), .key(KeyPress(.escape)), .key(.control("c")): otherwise
        default: .stay
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.fill(message, style: model.theme[.prompt])
        surface.put(" \(question) (y/n)", x: message.x, y: message.y, style: model.theme[.prompt], width: message.width)
    }
}
