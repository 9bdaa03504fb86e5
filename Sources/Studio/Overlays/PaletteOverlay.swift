import Domain
import Terminal

/// Everything that can be done here and everywhere, found by a few of its letters.
struct PaletteOverlay: Overlay {
    private struct Row: Sendable {
        let title: String
        let note: String
        let isDangerous: Bool
        let run: @Sendable (inout StudioModel) -> [StudioEffect]
    }

    private var line = LineEditor()
    private var place = 0

    var takesText: Bool { true }
    var hints: [Hint] { [Hint("Enter", "run"), Hint("^N ^P", "move"), Hint("Esc", "close")] }

    mutating func receive(_ event: InputEvent, in model: StudioModel) -> OverlayOutcome {
        let rows = rows(model)
        switch event {
        case .key(KeyPress(.down)), .key(.control("n")): place = min(max(0, rows.count - 1), place + 1)
        case .key(KeyPress(.up)), .key(.control("p")): place = max(0, place - 1)
        default:
            switch line.receive(event) {
            case .cancelled: return .close
            case .entered: return place < rows.count ? .close(then: rows[place].run) : .close
            case .edited: place = 0
            case .other: break
            }
        }
        return .stay
    }

    /// The best match first; what cannot be taken back never is.
    private func rows(_ model: StudioModel) -> [Row] {
        let actions = model.actions.filter { !(model.isReadOnly && $0.changesThings) }
        let doing = actions.map { action in
            Row(
                title: action.title, note: action.isDangerous ? "danger" : action.keys.first ?? "",
                isDangerous: action.isDangerous, run: { $0.perform(action) })
        }
        let going = model.data.jobs.names.prefix(2000).compactMap { model.data.jobs[$0] }.map { job in
            Row(title: "Go to job \(job.displayName.neutralised)", note: job.status.rawValue, isDangerous: false) {
                $0.open(job: job.name)
                return []
            }
        }
        let scored = (doing + going).compactMap { row -> (score: Int, row: Row)? in
            FuzzyMatch.score(line.text, in: row.title).map { (row.isDangerous ? $0 - 1000 : $0, row) }
        }
        return scored.sorted { $0.score > $1.score }.map(\.row)
    }

    func draw(on surface: inout Surface, body: Rect, message: Rect, _ model: StudioModel) {
        let inside = surface.dialog(
            "Command palette", width: min(80, body.width - 8), height: min(18, body.height - 2), in: body, model)
        let (head, list) = inside.split(top: 1)
        surface.put(" > ", x: head.x, y: head.y, style: model.theme[.dialog])
        line.draw(on: &surface, in: head.inset(left: 3), style: model.theme[.dialog])
        // No further than what can be seen: there may be thousands.
        let rows = rows(model).prefix(max(place + 1, list.height)).map { row in
            let title = " \(row.title)".padded(to: max(0, list.width - 14), glyphs: model.glyphs)
            return "\(title) \(row.note.padded(to: 13, glyphs: model.glyphs))"
        }
        ChoiceList(place: place).draw(rows, on: &surface, in: list, model)
    }
}
