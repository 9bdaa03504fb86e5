import Terminal

/// One line of text asked for in the message line.
struct TextPrompt: Overlay {
    private let sign: String
    /// Nothing typed is an answer too.
    private let takesNothing: Bool
    private let then: @Sendable (inout StudioModel, String) -> [StudioEffect]
    private var line = LineEditor()

    init(
        sign: String, takesNothing: Bool = false,
        then: @escaping @Sendable (inout StudioModel, String) -> [StudioEffect]
    ) {
        self.sign = sign
        self.takesNothing = takesNothing
        self.then = then
    }

    var takesText: Bool { true }
    var hints: [Hint] { [Hint("Enter", "go"), Hint("Esc", "cancel"), Hint("^U", "clear")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        switch line.receive(event) {
        case .cancelled: return .close
        case .entered:
            let (text, then) = (line.text, then)
            return text.isEmpty && !takesNothing ? .close : .close { then(&$0, text) }
        default: return .stay
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.promptLine(sign, line, in: message, model)
    }
}

extension Surface {
    mutating func promptLine(_ sign: String, _ line: LineEditor, in message: Rect, _ model: StudioModel) {
        fill(message, style: model.theme[.prompt])
        let cells = put(" \(sign)", x: message.x, y: message.y, style: model.theme[.prompt])
        line.draw(on: &self, in: message.inset(left: cells), style: model.theme[.prompt])
    }
}
