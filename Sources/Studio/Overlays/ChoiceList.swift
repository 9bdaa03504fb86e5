import Domain
import Terminal

/// Where one stands in a list of an overlay, and its rows as far as there is room.
struct ChoiceList: Sendable {
    var place = 0

    /// Takes the keys that move; false for all others.
    mutating func move(_ event: InputEvent, among count: Int) -> Bool {
        switch event {
        case .key(KeyPress(.down)), .key(.character("j")): place = min(max(0, count - 1), place + 1)
        case .key(KeyPress(.up)), .key(.character("k")): place = max(0, place - 1)
        default: return false
        }
        return true
    }

    func draw(_ rows: [String], on surface: inout Surface, in rect: Rect, _ model: StudioModel) {
        let offset = max(0, place - rect.height + 1)
        for (y, row) in rows.dropFirst(offset).prefix(rect.height).enumerated() {
            let style = model.theme[y + offset == place ? .rowSelected : .dialog]
            surface.put(
                row.padded(to: rect.width, glyphs: model.glyphs), x: rect.x, y: rect.y + y, style: style,
                width: rect.width)
        }
    }
}
