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
        return model.commands.filter { $0.hasPrefix(line.text) }.min()
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        surface.promptLine(":", line, in: message, model)
        surface.promptCompletion(completion(model), of: line, in: message, model)
    }
}

extension StudioModel {
    /// All that may be typed here.
    var commands: [String] {
        actions.map(\.command) + data.workspaces.map { "workspace \($0.name)" } + themes.entries.map { "theme \($0.name)" }
    }

    /// The commands that take a name: where to, and how it is to look.
    private mutating func run(named words: String) -> [StudioEffect]? {
        let parts = words.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return switch parts[0] {
        case "workspace": show(workspaceNamed: parts[1])
        case "theme": use(theme: parts[1])
        default: nil
        }
    }

    mutating func run(command: String) -> [StudioEffect] {
        let words = command.split(separator: " ").joined(separator: " ")
        guard !words.isEmpty else { return [] }
        if ["q", "quit", "detach"].contains(words) { return [.detach] }
        if let named = run(named: words) { return named }
        if let action = actions.first(where: { $0.command == words }) {
            return perform(action)
        }
        if let elsewhere = keymap.actions.first(where: { $0.command == words }) {
            return told(.warning, ":\(words) applies to \(elsewhere.scope.title)")
        }
        return told(.warning, "there is no command :\(words.neutralised); '\(keymap.way(to: "help"))' lists them")
    }
}
