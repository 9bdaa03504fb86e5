import Terminal

/// For what somebody may miss at once, though it can come back: the name must be typed.
struct TypedConfirmation: Overlay {
    let question: String
    let word: String
    let then: @Sendable (inout StudioModel) -> [StudioEffect]
    private var line = LineEditor()

    init(question: String, word: String, then: @escaping @Sendable (inout StudioModel) -> [StudioEffect]) {
        self.question = question
        self.word = word
        self.then = then
    }

    var takesText: Bool { true }
    var hints: [Hint] { [Hint("Enter", "do it"), Hint("Esc", "no")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch line.receive(event) {
        case .cancelled: .close
        case .entered where line.text == word: .close(then: then)
        default: .stay
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.fill(message, style: model.theme[.prompt])
        let asked = " \(question) type \(word): "
        let cells = surface.put(
            asked, x: message.x, y: message.y, style: model.theme[.danger, on: .prompt], width: message.width)
        line.draw(on: &surface, in: message.inset(left: cells), style: model.theme[.prompt])
    }
}
