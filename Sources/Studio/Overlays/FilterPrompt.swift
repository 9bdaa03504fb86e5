import Terminal

/// Narrows the focused list while it is typed.
struct FilterPrompt: Overlay {
    private var line = LineEditor()

    var typed: String? { line.text }
    var hints: [Hint] { [Hint("Enter", "keep"), Hint("Esc", "show all")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        let outcome = line.receive(event)
        let text = line.text
        switch outcome {
        case .cancelled: return .close { $0.filterFocused(nil) }
        case .entered: return .close
        default: return OverlayOutcome(isClosed: false) { $0.filterFocused(text.isEmpty ? nil : text) }
        }
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.promptLine("/", line, in: message, model)
    }
}

extension StudioModel {
    fileprivate mutating func filterFocused(_ text: String?) -> [StudioEffect] {
        if !screen.focused.filter(text), text != nil { tell(.info, "nothing to filter in \(screen.focused.name.title)") }
        return []
    }
}
