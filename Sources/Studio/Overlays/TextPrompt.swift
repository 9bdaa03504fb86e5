import Domain
import Terminal

/// One line of text asked for in the message line.
struct TextPrompt: Overlay {
    private let sign: String
    /// What Tab makes of what was begun, the likeliest first.
    private let completions: [String]
    /// Nothing typed is an answer too.
    private let takesNothing: Bool
    private let then: @Sendable (inout StudioModel, String) -> [StudioEffect]
    private var line: LineEditor

    init(
        sign: String, text: String = "", completions: [String] = [], takesNothing: Bool = false,
        then: @escaping @Sendable (inout StudioModel, String) -> [StudioEffect]
    ) {
        self.sign = sign
        self.completions = completions
        self.takesNothing = takesNothing
        self.then = then
        line = LineEditor(text)
    }

    private var completion: String? {
        completions.first { $0.hasPrefix(line.text) && $0 != line.text }
    }

    var typed: String? { line.text }
    var hints: [Hint] { (completions.isEmpty ? [] : [Hint("Tab", "complete")]) + [Hint("Enter", "go"), Hint("Esc", "cancel"), Hint("^U", "clear"), Hint("^O", "editor")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        if event == .key(KeyPress(.tab)) {
            if let completion { line = LineEditor(completion) }
            return .stay
        }
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
        surface.promptCompletion(completion, of: line, in: message, model)
    }
}

extension Surface {
    mutating func promptLine(_ sign: String, _ line: LineEditor, in message: Rect, _ model: StudioModel) {
        fill(message, style: model.theme[.prompt])
        let cells = put(" \(sign)", x: message.x, y: message.y, style: model.theme[.prompt])
        line.draw(on: &self, in: message.inset(left: cells), style: model.theme[.prompt])
    }

    /// What Tab would add, behind the cursor.
    mutating func promptCompletion(_ completion: String?, of line: LineEditor, in message: Rect, _ model: StudioModel) {
        guard let cursor, let rest = completion?.dropFirst(line.text.count) else { return }
        put(
            String(rest).neutralised, x: cursor.x, y: cursor.y, style: model.theme[.textDim, on: .prompt],
            width: message.maxX - cursor.x)
    }
}
