import Domain
import Terminal

/// The last but one row: what just happened, what is being done, or more of what is selected.
struct MessageLine {
    let model: StudioModel

    func draw(on surface: inout Surface, in rect: Rect) {
        let (text, role) = content
        surface.put(
            " " + text.fitted(to: rect.width - 1, glyphs: model.glyphs), x: rect.x, y: rect.y,
            style: model.theme[role], width: rect.width)
    }

    private var content: (String, Role) {
        if case .lost(let reason, _) = model.connection {
            if model.underway.last == EngineTask.startTitle {
                return ("\(EngineTask.startTitle) \(model.glyphs.ellipsis)", .toastInfo)
            }
            return (reason.neutralised + (model.isReadOnly ? "" : "; ':engine start' starts it"), .toastError)
        }
        if let title = model.underway.last { return ("\(title) \(model.glyphs.ellipsis)", .toastInfo) }
        if let toast = model.toast {
            return switch toast.kind {
            case .info: (toast.text, .toastInfo)
            case .success: (sign("✓", "v") + toast.text, .toastSuccess)
            case .warning: (sign("▲", "!") + toast.text, .toastWarning)
            case .failure: (sign("✗", "x") + toast.text, .toastError)
            }
        }
        if !model.keys.pressed.isEmpty {
            return (model.keys.pressed.map(\.text).joined(separator: " ") + " " + model.glyphs.ellipsis, .text)
        }
        return (selection, .textDim)
    }

    private func sign(_ unicode: String, _ ascii: String) -> String {
        (model.glyphs == .ascii ? ascii : unicode) + " "
    }

    /// What a list or a chart has no room for: what the crosshair stands on, why the selected job waits or failed.
    private var selection: String {
        if let reading = model.chartReading { return reading }
        if let remark = model.screen.focused.remark(model.context(of: model.screen.focus)) { return remark.neutralised }
        guard let job = model.subject.job.flatMap({ model.data.jobs[$0] }) else { return "" }
        return "\(job.name.rawValue): \(job.reason ?? job.status.rawValue)".neutralised
    }
}
