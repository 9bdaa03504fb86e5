import Domain
import Terminal

/// `:` and the words of an action: `:job cancel`.
struct CommandPrompt: Overlay {
    private var line = LineEditor()

    var typed: String? { line.text }
    var hints: [Hint] { [Hint("Tab", "complete"), Hint("Enter", "run"), Hint("Esc", "cancel"), Hint("^O", "editor")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        if event == .key(KeyPress(.tab)) {
            if let completed = completion(model) { line = LineEditor(completed) }
            return .stay
        }
        switch line.receive(event) {
        case .cancelled: return .close
        case .entered:
            let command = line.text
            return .close { $0.run(command: command) }
        default: return .stay
        }
    }

    private func completion(_ model: StudioModel) -> String? {
        guard !line.text.isEmpty else { return nil }
        return model.actions.map(\.command).filter { $0.hasPrefix(line.text) }.min()
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.promptLine(":", line, in: message, model)
        surface.promptCompletion(completion(model), of: line, in: message, model)
    }
}

extension StudioModel {
    mutating func run(command: String) -> [StudioEffect] {
        let words = command.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { return [] }
        if ["q", "quit", "detach"].contains(words) { return [.detach] }
        if let action = actions.first(where: { $0.command == words }) {
            return perform(action)
        }
        if let elsewhere = keymap.actions.first(where: { $0.command == words }) {
            return told(.warning, ":\(words) applies to \(elsewhere.scope.title)")
        }
        return told(.warning, "there is no command :\(words.neutralised); '?' lists them")
    }
}
